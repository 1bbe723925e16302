import { Flex, Text } from "@hubspot/ui-extensions";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { SaveButton } from "./SaveButton.tsx";
import type { SetUpParts } from "./SetUpTab.tsx";

/** Saves a step and goes on; who may not save is told who may. */
export function SaveStep(
  props: SetUpParts & {
    nextStep: number;
    /** False: something is missing, which the step marks from then on. */
    isWhole: () => boolean;
    send: (actKey: string) => Promise<SettingsActAnswer>;
  },
) {
  const { setUp, saving, nextStep, isWhole, send } = props;
  const button = `save-${nextStep}`;
  if (setUp.refusals.edit !== null) return <Text>{setUp.refusals.edit}</Text>;
  return (
    <Flex direction="row" justify="start">
      <SaveButton
        saving={saving}
        button={button}
        label={setUp.words.save}
        variant="primary"
        onPress={() => {
          if (isWhole()) saving.save({ button, send, nextStep });
        }}
        testId="set-up-save"
      />
    </Flex>
  );
}
