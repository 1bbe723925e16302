import { Flex, Table, TableBody, TableCell, TableRow, Text, Tile } from "@hubspot/ui-extensions";
import type { SetUpPart } from "../../../src/contract/settings-set-up.ts";
import { StateTag } from "../Coloured.tsx";
import { SaveButton } from "./SaveButton.tsx";
import type { SetUpParts } from "./SetUpTab.tsx";

/** Puts the draft on its way, and switches the account on, or back, as a whole or part by part. */
export function ModeStep(props: SetUpParts) {
  const { words, draft, mode, modeText, refusals } = props.setUp;
  return (
    <Flex direction="column" gap="md">
      {draft !== null && (
        <Tile compact={true} testId="set-up-approve">
          <Text format={{ fontWeight: "demibold" }}>{words.approve}</Text>
          <Text>{words.approveText}</Text>
        </Tile>
      )}
      <Tile compact={true}>
        <Flex direction="column" gap="sm" align="start">
          <StateTag variant={mode.variant}>{mode.label}</StateTag>
          <Text>{modeText}</Text>
          {refusals.mode !== null && <Text testId="mode-refusal">{refusals.mode}</Text>}
        </Flex>
      </Tile>
      <Parts {...props} />
      {refusals.mode === null && <WholeButtons {...props} />}
    </Flex>
  );
}

function Parts(props: SetUpParts) {
  return (
    <Table density="condensed" testId="parts">
      <TableBody>
        {props.setUp.parts.map((part) => (
          <PartRow key={part.part} {...props} part={part} />
        ))}
      </TableBody>
    </Table>
  );
}

function PartRow({ part, ...props }: SetUpParts & { part: SetUpPart }) {
  const { words, refusals } = props.setUp;
  return (
    <TableRow>
      <TableCell width="auto">
        <Text format={{ fontWeight: "demibold" }}>{part.label}</Text>
        <Text variant="microcopy">{part.text}</Text>
      </TableCell>
      <TableCell width="min">
        <StateTag variant={part.status.variant}>{part.status.label}</StateTag>
      </TableCell>
      {refusals.mode === null && (
        <TableCell width="min" align="right">
          <SwitchButton
            {...props}
            wanted={{ parts: [part.part], isOn: !part.isOn }}
            label={part.isOn ? words.switchOff : words.switchOn}
            testId={`switch-${part.part}`}
          />
        </TableCell>
      )}
    </TableRow>
  );
}

function WholeButtons(props: SetUpParts) {
  const { words, parts, isLive } = props.setUp;
  const all = parts.map(({ part }) => part);
  return (
    <Flex direction="row" gap="sm">
      {!isLive && (
        <SwitchButton
          {...props}
          wanted={{ parts: all, isOn: true }}
          label={words.allOn}
          isPrimary={true}
          testId="switch-all-on"
        />
      )}
      {parts.some(({ isOn }) => isOn) && (
        <SwitchButton
          {...props}
          wanted={{ parts: all, isOn: false }}
          label={words.allOff}
          testId="switch-all-off"
        />
      )}
    </Flex>
  );
}

type SwitchProps = SetUpParts & {
  readonly wanted: { readonly parts: SetUpPart["part"][]; readonly isOn: boolean };
  readonly label: string;
  readonly isPrimary?: boolean;
  readonly testId: string;
};

function SwitchButton({ backend, saving, ...props }: SwitchProps) {
  const { wanted, label, isPrimary = false, testId } = props;
  const send = (actKey: string) => backend.switchParts({ actKey, ...wanted });
  return (
    <SaveButton
      saving={saving}
      button={testId}
      label={label}
      variant={isPrimary ? "primary" : "secondary"}
      onPress={() => saving.save({ button: testId, send })}
      testId={testId}
    />
  );
}
