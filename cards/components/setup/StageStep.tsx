import {
  Flex,
  Heading,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import type { SetUpStage, ShownSetUp, StageRole } from "../../../src/contract/settings-set-up.ts";
import { StateTag } from "../Coloured.tsx";
import { SaveStep } from "./SaveStep.tsx";
import type { SetUpDraft, SetUpParts } from "./SetUpTab.tsx";

/** Who has to act in each stage of the portal's pipelines. */
export function StageStep(props: SetUpParts & { draft: SetUpDraft }) {
  const { setUp, backend, draft } = props;
  const { words, pipelines } = setUp;
  const [changed, setChanged] = useState<Readonly<Record<string, StageRole>>>({});
  const roleOf = ({ stageId, role }: SetUpStage) => changed[stageId] ?? role;
  const stages = pipelines
    .flatMap((pipeline) => pipeline.stages)
    .filter(({ isClosed }) => !isClosed)
    .map((stage) => ({ stageId: stage.stageId, role: roleOf(stage) }));
  return (
    <Flex direction="column" gap="md">
      <Text>{words.stagesText}</Text>
      {pipelines.map((pipeline) => (
        <Flex key={pipeline.label} direction="column" gap="xs">
          <Heading>{pipeline.label}</Heading>
          <Table density="condensed" testId={`stages-${pipeline.label}`}>
            <TableHead>
              <TableRow>
                <TableHeader>{words.stage}</TableHeader>
                <TableHeader>{words.role}</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {pipeline.stages.map((stage) => (
                <StageRow
                  key={stage.stageId}
                  setUp={setUp}
                  stage={stage}
                  role={roleOf(stage)}
                  onChange={(role) => setChanged({ ...changed, [stage.stageId]: role })}
                />
              ))}
            </TableBody>
          </Table>
        </Flex>
      ))}
      <SaveStep
        {...props}
        nextStep={2}
        isWhole={() => true}
        send={(actKey) => backend.mapStages({ actKey, ...draft, stages })}
      />
    </Flex>
  );
}

function StageRow(props: {
  setUp: ShownSetUp;
  stage: SetUpStage;
  role: StageRole;
  onChange: (role: StageRole) => void;
}) {
  const { setUp, stage, role, onChange } = props;
  const { stageId, label, isClosed, guess } = stage;
  return (
    <TableRow>
      <TableCell>
        <Text>{label}</Text>
        {guess !== null && <Text variant="microcopy">{guess}</Text>}
      </TableCell>
      <TableCell>
        {isClosed ? (
          <StateTag variant="default">{setUp.words.closed}</StateTag>
        ) : (
          <Select
            name={`role-${stageId}`}
            label=""
            options={setUp.roles.map(({ value, label: name }) => ({ value, label: name }))}
            value={role}
            onChange={(value) => {
              const chosen = setUp.roles.find((option) => option.value === value);
              if (chosen) onChange(chosen.value);
            }}
            testId={`stage-${stageId}`}
          />
        )}
      </TableCell>
    </TableRow>
  );
}
