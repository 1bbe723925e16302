import { Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
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
  const { setUp, page, actions, onSaved, goTo, nextStep, isWhole, send } = props;
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: ({ isDone }) => {
      onSaved();
      if (isDone) goTo(nextStep);
    },
  });
  const save = () => {
    if (isWhole()) void press(send);
  };
  if (setUp.refusals.edit !== null) return <Text>{setUp.refusals.edit}</Text>;
  return (
    <Flex direction="row" justify="start">
      <LoadingButton
        variant="primary"
        size="sm"
        loading={isPressing}
        onClick={save}
        testId="set-up-save"
      >
        {setUp.words.save}
      </LoadingButton>
    </Flex>
  );
}
