import { Button, Flex, Heading, StepIndicator, Text } from "@hubspot/ui-extensions";
import { useRef, useState } from "react";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import type { ShownSetUp } from "../../../src/contract/settings-set-up.ts";
import { usePress } from "../../use-press.ts";
import { VerdictAlert } from "../Coloured.tsx";
import type { SettingsParts } from "../settings/ShownSettingsPage.tsx";
import { TabReading } from "../settings/TabReading.tsx";
import { ChannelStep } from "./ChannelStep.tsx";
import { ModeStep } from "./ModeStep.tsx";
import { ObservedStep } from "./ObservedStep.tsx";
import { PresetStep } from "./PresetStep.tsx";
import { StageStep } from "./StageStep.tsx";

export type SetUpParts = SettingsParts & {
  readonly setUp: ShownSetUp;
  readonly saving: Saving;
};

/** What the steps save: one at a time, as each is written onto what the last one has left. */
export type Saving = {
  /** Which button was pressed; null when none is under way. */
  readonly pressed: string | null;
  save(pressed: Save): void;
};

type Save = {
  readonly button: string;
  readonly send: (actKey: string) => Promise<SettingsActAnswer>;
  /** Where it goes on once it is saved; without it the step stays. */
  readonly nextStep?: number | null;
};

export type SetUpDraft = NonNullable<ShownSetUp["draft"]>;

/** From the first look to being switched on; each step is saved for itself, and can be left. */
export function SetUpTab(props: SettingsParts) {
  const { backend, page } = props;
  return (
    <TabReading
      ask={backend.readSetUp}
      language={page.language}
      show={(setUp, readSetUp) => <Steps {...props} setUp={setUp} readSetUp={readSetUp} />}
    />
  );
}

type StepsProps = SettingsParts & { setUp: ShownSetUp; readSetUp: () => Promise<void> };

function Steps(props: StepsProps) {
  const { setUp } = props;
  const [chosen, goTo] = useState<number | null>(null);
  const step = chosen ?? setUp.step;
  const saving = useSaving(props, goTo);
  const isFree = saving.pressed === null;
  const { words, steps } = setUp;
  return (
    <Flex direction="column" gap="md">
      <VerdictAlert
        title={setUp.headline}
        variant={setUp.isLive ? "success" : "info"}
        testId="set-up-headline"
      >
        {setUp.facts.join(" ")}
      </VerdictAlert>
      <StepIndicator
        stepNames={[...steps]}
        currentStep={step}
        onClick={(index) => {
          if (isFree) goTo(index);
        }}
      />
      <Heading testId="set-up-step">{steps[step]}</Heading>
      <StepContent {...props} saving={saving} step={step} />
      <Flex direction="row" gap="sm">
        {step > 0 && (
          <Button size="sm" disabled={!isFree} onClick={() => goTo(step - 1)} testId="set-up-back">
            {words.back}
          </Button>
        )}
        {step < steps.length - 1 && (
          <Button size="sm" disabled={!isFree} onClick={() => goTo(step + 1)} testId="set-up-next">
            {words.next}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

/**
 * A save is over when the set-up has been read again: until then the page would write onto what is no
 * more, and be refused.
 */
function useSaving(props: StepsProps, goTo: (step: number) => void): Saving {
  const { page, actions, readNow, readSetUp } = props;
  const [pressed, setPressed] = useState<string | null>(null);
  const nextStep = useRef<number | null>(null);
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: async ({ isDone }) => {
      void readNow();
      await readSetUp();
      if (isDone && nextStep.current !== null) goTo(nextStep.current);
    },
  });
  return {
    pressed: isPressing ? pressed : null,
    save: ({ button, send, nextStep: next = null }) => {
      if (isPressing) return;
      setPressed(button);
      nextStep.current = next;
      void press(send, button);
    },
  };
}

function StepContent(props: SetUpParts & { step: number }) {
  const { setUp, step } = props;
  const { draft } = setUp;
  switch (step) {
    case 0:
      return <PresetStep {...props} />;
    case 1:
      return draft === null ? <NoDraft setUp={setUp} /> : <StageStep {...props} draft={draft} />;
    case 2:
      return draft === null ? <NoDraft setUp={setUp} /> : <ChannelStep {...props} draft={draft} />;
    case 3:
      return <ObservedStep setUp={setUp} />;
    default:
      return <ModeStep {...props} />;
  }
}

function NoDraft({ setUp }: { setUp: ShownSetUp }) {
  return <Text testId="no-set-up-draft">{setUp.words.noDraft}</Text>;
}
