import { Alert, Button, Flex, Text, Tile } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { DraftAct, SettingsDraft } from "../../../src/contract/settings-page.ts";
import type { DocumentSource } from "../../settings-backend.ts";
import { StateTag } from "../Coloured.tsx";
import { DecisionForm } from "./DecisionForm.tsx";
import { DraftReasonForm } from "./DraftReasonForm.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

export type DraftParts = SettingsParts & { readonly draft: SettingsDraft };

/** Where a draft stands, and what may be done with it. */
export function DraftTile(props: DraftParts & { onOpen: (source: DocumentSource) => void }) {
  const { draft, page, onOpen } = props;
  const { draftId, status } = draft;
  const { words } = page;
  const [act, setAct] = useState<DraftAct | null>(null);
  const chosen = act !== null && draft.acts.includes(act) ? act : null;
  return (
    <Tile compact={true} testId={`draft-${draftId}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" wrap={true} gap="sm">
          <Text format={{ fontWeight: "demibold" }}>{draft.title}</Text>
          <StateTag variant={status.variant}>{status.label}</StateTag>
        </Flex>
        {draft.facts.map((fact) => (
          <Text key={fact} variant="microcopy">
            {fact}
          </Text>
        ))}
        {draft.notice !== null && <Alert title={draft.notice} variant="warning" />}
        <Flex direction="row" gap="xs" wrap={true}>
          <Button size="xs" onClick={() => onOpen({ draftId })} testId={`open-${draftId}`}>
            {words.policies.open}
          </Button>
          {draft.acts.map((name) => (
            <Button
              key={name}
              size="xs"
              variant={name === "approve" || name === "submit" ? "primary" : "secondary"}
              onClick={() => setAct(name === chosen ? null : name)}
              testId={`${name}-${draftId}`}
            >
              {words.act[name]}
            </Button>
          ))}
        </Flex>
        {draft.hints.map((hint) => (
          <Text key={hint} variant="microcopy" format={{ italic: true }}>
            {hint}
          </Text>
        ))}
        {chosen !== null && <ActForm {...props} act={chosen} onClose={() => setAct(null)} />}
      </Flex>
    </Tile>
  );
}

function ActForm(props: DraftParts & { act: DraftAct; onClose: () => void }) {
  const { act } = props;
  switch (act) {
    case "submit":
    case "approve":
      return <DecisionForm key={act} {...props} act={act} />;
    case "refuse":
    case "withdraw":
      return <DraftReasonForm key={act} {...props} act={act} />;
  }
}
