import {
  Flex,
  Heading,
  List,
  LoadingButton,
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
import type { ShownPrivacy } from "../../../src/contract/settings-privacy.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { TabReading } from "./TabReading.tsx";

/** The language of the account; what is stored, for how long, and what stays behind. */
export function PrivacyTab(props: SettingsParts) {
  const { backend, page } = props;
  return (
    <TabReading
      ask={backend.readPrivacy}
      language={page.language}
      show={(privacy, onSaved) => (
        <Flex direction="column" gap="md">
          <AccountLanguage {...props} privacy={privacy} onSaved={onSaved} />
          <Heading>{privacy.words.stored}</Heading>
          <Text variant="microcopy">{privacy.headline}</Text>
          <Stored privacy={privacy} />
          <Sentences title={privacy.words.secrets} sentences={privacy.secrets} />
          <Sentences title={privacy.words.uninstall} sentences={privacy.uninstall} />
          <AfterUninstall {...props} privacy={privacy} onSaved={onSaved} />
        </Flex>
      )}
    />
  );
}

function AccountLanguage(
  props: SettingsParts & { privacy: ShownPrivacy; onSaved: () => Promise<void> },
) {
  const { privacy, page, backend, actions, onSaved } = props;
  const { words, languages, accountLanguage, languageRefusal } = privacy;
  const [language, setLanguage] = useState(accountLanguage);
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: onSaved,
  });
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.language}</Heading>
      <Text variant="microcopy">{words.languageText}</Text>
      <Flex direction="row" gap="sm" align="end">
        <Select
          name="accountLanguage"
          label={words.language}
          options={languages.map(({ value, label }) => ({ value, label }))}
          value={language}
          readOnly={languageRefusal !== null}
          onChange={(value) => {
            const chosen = languages.find((option) => option.value === value);
            if (chosen) setLanguage(chosen.value);
          }}
          testId="account-language"
        />
        {languageRefusal === null && (
          <LoadingButton
            size="sm"
            loading={isPressing}
            onClick={() => void press((actKey) => backend.setLanguage({ actKey, language }))}
            testId="account-language-save"
          >
            {words.save}
          </LoadingButton>
        )}
      </Flex>
      {languageRefusal !== null && <Text testId="language-refusal">{languageRefusal}</Text>}
    </Flex>
  );
}

function AfterUninstall(
  props: SettingsParts & { privacy: ShownPrivacy; onSaved: () => Promise<void> },
) {
  const { privacy, page, backend, actions, onSaved } = props;
  const { words, farewells, farewellRefusal } = privacy;
  const [farewell, setFarewell] = useState(privacy.farewell);
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: onSaved,
  });
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="end">
        <Select
          name="farewell"
          label={words.farewell}
          options={farewells.map(({ value, label }) => ({ value, label }))}
          value={farewell}
          readOnly={farewellRefusal !== null}
          onChange={(value) => {
            const chosen = farewells.find((option) => option.value === value);
            if (chosen) setFarewell(chosen.value);
          }}
          testId="farewell"
        />
        {farewellRefusal === null && (
          <LoadingButton
            size="sm"
            loading={isPressing}
            onClick={() => void press((actKey) => backend.setFarewell({ actKey, farewell }))}
            testId="farewell-save"
          >
            {words.save}
          </LoadingButton>
        )}
      </Flex>
      <Text variant="microcopy">{words.farewellText}</Text>
      {farewellRefusal === null && (
        <Flex direction="row" gap="sm" align="center">
          <LoadingButton
            size="sm"
            variant="secondary"
            loading={isPressing}
            onClick={() => void press((actKey) => backend.archiveOwn({ actKey }))}
            testId="archive-own"
          >
            {words.archive}
          </LoadingButton>
          <Text variant="microcopy">{words.archiveText}</Text>
        </Flex>
      )}
      {farewellRefusal !== null && <Text testId="farewell-refusal">{farewellRefusal}</Text>}
    </Flex>
  );
}

function Stored({ privacy: { stored, words } }: { privacy: ShownPrivacy }) {
  return (
    <Table density="condensed" testId="stored">
      <TableHead>
        <TableRow>
          <TableHeader>{words.what}</TableHeader>
          <TableHeader>{words.where}</TableHeader>
          <TableHeader>{words.kept}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {stored.map(({ what, holds, kept }) => (
          <TableRow key={what}>
            <TableCell>{what}</TableCell>
            <TableCell>{holds}</TableCell>
            <TableCell>{kept}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      <List variant="unordered-styled">
        {sentences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
    </Flex>
  );
}
