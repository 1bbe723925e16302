import { Alert, Flex, Text } from "@hubspot/ui-extensions";
import type { CardEscalation } from "../../src/contract/card-escalation.ts";
import type { Backend } from "../backend.ts";
import type { Pressed } from "../use-press.ts";
import { CaseTile } from "./CaseTile.tsx";
import { EscalateForm } from "./EscalateForm.tsx";

/** The cases of this ticket, or that there are none, and the form that calls a department. */
export function EscalationSection(
  props: Pressed & { escalation: CardEscalation; backend: Backend },
) {
  const { escalation, backend, ...pressed } = props;
  const { notice, cases, more, form, words } = escalation;
  return (
    <Flex direction="column" gap="xs" testId="escalation">
      {notice !== null && <Alert title={notice} variant="info" />}
      {cases.length === 0 && <Text variant="microcopy">{words.none}</Text>}
      {cases.map((one, index) => (
        <CaseTile
          key={one.caseId}
          one={one}
          isFirst={index === 0}
          words={words}
          backend={backend}
          {...pressed}
        />
      ))}
      {more !== null && <Text variant="microcopy">{more}</Text>}
      {form !== null && <EscalateForm form={form} words={words} backend={backend} {...pressed} />}
    </Flex>
  );
}
