import { Accordion, Alert, Flex, Icon, Inline, List, Text, Tile } from "@hubspot/ui-extensions";
import type { CardCase, CardEscalation } from "../../src/contract/card-escalation.ts";
import type { Backend } from "../backend.ts";
import type { Pressed } from "../use-press.ts";
import { CaseTextForm } from "./CaseTextForm.tsx";
import { StateTag } from "./Coloured.tsx";

type Shown = Pressed & {
  one: CardCase;
  /** What happened is unfolded there. */
  isFirst: boolean;
  words: CardEscalation["words"];
  backend: Backend;
};

/** Which department has a case, in what state, who did what, and what may be done about it. */
export function CaseTile(props: Shown) {
  const { one, isFirst, words } = props;
  return (
    <Tile compact={true} testId={`case-${one.caseId}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="xs" wrap={true}>
          <Inline gap="xs" align="center">
            <Icon name={one.icon} size="sm" />
            <Text format={{ fontWeight: "demibold" }}>{one.department}</Text>
          </Inline>
          <StateTag variant={one.variant}>{one.stateLabel}</StateTag>
        </Flex>
        {one.facts.map((fact) => (
          <Text key={fact} variant="microcopy">
            {fact}
          </Text>
        ))}
        <Acts {...props} />
        <Accordion title={words.timeline} size="xs" defaultOpen={isFirst}>
          <List variant="unordered">
            {one.timeline.map((entry) => (
              <Text key={entry} variant="microcopy">
                {entry}
              </Text>
            ))}
          </List>
        </Accordion>
      </Flex>
    </Tile>
  );
}

function Acts({ one, words, backend, actions, onPressed }: Shown) {
  const { caseId } = one;
  const pressed = { actions, onPressed, failed: words.failed, missing: words.missing };
  return (
    <>
      {one.question !== null && (
        <Alert title={words.question} variant="warning">
          <Text testId={`question-${caseId}`}>{one.question}</Text>
        </Alert>
      )}
      {one.question !== null && (
        <CaseTextForm
          id={`answer-${caseId}`}
          words={words.answer}
          isOpen={true}
          tell={(told) => backend.answer({ caseId, ...told })}
          {...pressed}
        />
      )}
      {one.mayLift && (
        <CaseTextForm
          id={`lift-${caseId}`}
          words={words.lift}
          isOpen={false}
          tell={(told) => backend.lift({ caseId, ...told })}
          {...pressed}
        />
      )}
      {one.mayReopen && (
        <CaseTextForm
          id={`reopen-${caseId}`}
          words={words.reopen}
          isOpen={false}
          tell={(told) => backend.reopen({ caseId, ...told })}
          {...pressed}
        />
      )}
    </>
  );
}
