import { Flex, LoadingButton, Select, Text, ToggleGroup } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import type { SetUpParts } from "./SetUpTab.tsx";

/** Language and trade; what was written so far is begun anew. */
export function PresetStep(props: SetUpParts) {
  const { setUp, page, backend, actions, onSaved, goTo } = props;
  const { words, draft, presets, languages, refusals } = setUp;
  const [preset, setPreset] = useState(presets[0]?.value ?? "");
  const [language, setLanguage] = useState(setUp.language);
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: ({ isDone }) => {
      onSaved();
      if (isDone) goTo(1);
    },
  });
  const begin = () =>
    void press((actKey) => backend.choosePreset({ actKey, preset, language, draft }));
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
          <LoadingButton
            variant="primary"
            size="sm"
            loading={isPressing}
            onClick={begin}
            testId="set-up-begin"
          >
            {draft === null ? words.begin : words.beginAgain}
          </LoadingButton>
        </Flex>
      ) : (
        <Text testId="set-up-refusal">{refusals.edit}</Text>
      )}
    </Flex>
  );
}
