import { Alert, Button, Flex, Heading, StepIndicator, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { ShownSetUp } from "../../../src/contract/settings-set-up.ts";
import type { SettingsParts } from "../settings/ShownSettingsPage.tsx";
import { TabReading } from "../settings/TabReading.tsx";
import { ChannelStep } from "./ChannelStep.tsx";
import { ModeStep } from "./ModeStep.tsx";
import { ObservedStep } from "./ObservedStep.tsx";
import { PresetStep } from "./PresetStep.tsx";
import { StageStep } from "./StageStep.tsx";

export type SetUpParts = SettingsParts & {
  readonly setUp: ShownSetUp;
  /** Something was saved: the page and its drafts are read again. */
  readonly onSaved: () => void;
  readonly goTo: (step: number) => void;
};

export type SetUpDraft = NonNullable<ShownSetUp["draft"]>;

/** From the first look to being switched on; each step is saved for itself, and can be left. */
export function SetUpTab(props: SettingsParts) {
  const { backend, page, readNow } = props;
  const [step, goTo] = useState<number | null>(null);
  return (
    <TabReading
      ask={backend.readSetUp}
      language={page.language}
      show={(setUp, readSetUp) => {
        const onSaved = () => {
          readSetUp();
          void readNow();
        };
        return <Steps {...props} {...{ setUp, onSaved, goTo, step: step ?? setUp.step }} />;
      }}
    />
  );
}

function Steps(props: SetUpParts & { step: number }) {
  const { setUp, goTo, step } = props;
  const { words, steps } = setUp;
  return (
    <Flex direction="column" gap="md">
      <Alert
        title={setUp.headline}
        variant={setUp.isLive ? "success" : "info"}
        testId="set-up-headline"
      >
        {setUp.facts.join(" ")}
      </Alert>
      <StepIndicator stepNames={[...steps]} currentStep={step} onClick={goTo} />
      <Heading testId="set-up-step">{steps[step]}</Heading>
      <StepContent {...props} />
      <Flex direction="row" gap="sm">
        {step > 0 && (
          <Button size="sm" onClick={() => goTo(step - 1)} testId="set-up-back">
            {words.back}
          </Button>
        )}
        {step < steps.length - 1 && (
          <Button size="sm" onClick={() => goTo(step + 1)} testId="set-up-next">
            {words.next}
          </Button>
        )}
      </Flex>
    </Flex>
  );
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
