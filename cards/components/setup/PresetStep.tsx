import { Flex, Select, Text, ToggleGroup } from "@hubspot/ui-extensions";
import { useState } from "react";
import { SaveButton } from "./SaveButton.tsx";
import type { SetUpParts } from "./SetUpTab.tsx";

const BUTTON = "set-up-begin";

/** Language and trade; what was written so far is begun anew. */
export function PresetStep(props: SetUpParts) {
  const { setUp, backend, saving } = props;
  const { words, draft, presets, languages, refusals } = setUp;
  const [preset, setPreset] = useState(presets[0]?.value ?? "");
  const [language, setLanguage] = useState(setUp.language);
  const begin = () =>
    saving.save({
      button: BUTTON,
      send: (actKey) => backend.choosePreset({ actKey, preset, language, draft }),
      nextStep: 1,
    });
  return (
    <Flex direction="column" gap="md">
      <Select
        name="language"
        label={words.language}
        options={languages.map(({ value, label }) => ({ value, label }))}
        value={language}
        onChange={(value) => {
          const chosen = languages.find((option) => option.value === value);
          if (chosen) setLanguage(chosen.value);
        }}
        testId="set-up-language"
      />
      <ToggleGroup
        name="preset"
        label={words.preset}
        toggleType="radioButtonList"
        options={presets.map(({ value, label, text }) => ({
          ...{ value, label, description: text },
          initialIsChecked: value === preset,
        }))}
        value={preset}
        onChange={(value) => setPreset(String(value))}
        testId="set-up-preset"
      />
      <Text variant="microcopy">{words.presetText}</Text>
      {refusals.edit === null ? (
        <Flex direction="row" justify="start">
          <SaveButton
            saving={saving}
            button={BUTTON}
            label={draft === null ? words.begin : words.beginAgain}
            variant="primary"
            onPress={begin}
            testId={BUTTON}
          />
        </Flex>
      ) : (
        <Text testId="set-up-refusal">{refusals.edit}</Text>
      )}
    </Flex>
  );
}
