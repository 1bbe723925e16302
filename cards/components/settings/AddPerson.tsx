import { Flex, Form, LoadingButton, Select, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { SettingsRole } from "../../../src/contract/settings-parts.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

type Choice = { readonly userId?: string; readonly role?: SettingsRole };

/** Gives a role to somebody of the CRM who has none. */
export function AddPerson({ page, backend, actions, readNow }: SettingsParts) {
  const words = page.words.people;
  const [choice, setChoice] = useState<Choice>({});
  const [isTried, setTried] = useState(false);
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: ({ isDone }) => {
      if (isDone) setChoice({});
      return readNow();
    },
  });
  const { userId, role } = choice;
  const add = () => {
    const isHalf = userId === undefined || role === undefined;
    setTried(isHalf);
    if (isHalf) return;
    return press((actKey) => backend.changeRole({ actKey, userId, role }));
  };
  const missing = (isThere: boolean) =>
    isTried && !isThere ? { error: true, validationMessage: page.words.act.missing } : {};
  if (page.others.length === 0) return <Text variant="microcopy">{words.nobodyElse}</Text>;
  return (
    <Form onSubmit={add} testId="add-person">
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: "demibold" }}>{words.add}</Text>
        <Text variant="microcopy">{words.addText}</Text>
        <Flex direction="row" gap="sm" align="end">
          <Select
            name="person"
            label={words.person}
            options={page.others.map(({ value, label }) => ({ value, label }))}
            placeholder={words.choose}
            {...(userId === undefined ? {} : { value: userId })}
            {...missing(userId !== undefined)}
            onChange={(value) => setChoice((before) => ({ ...before, userId: String(value) }))}
            testId="add-user"
          />
          <Select
            name="role"
            label={words.role}
            options={page.roles.map(({ value, label }) => ({ value, label }))}
            placeholder={words.choose}
            {...(role === undefined ? {} : { value: role })}
            {...missing(role !== undefined)}
            onChange={(value) => {
              const chosen = page.roles.find((option) => option.value === value);
              if (chosen) setChoice((before) => ({ ...before, role: chosen.value }));
            }}
            testId="add-role"
          />
          <LoadingButton type="submit" size="sm" loading={isPressing} testId="add-save">
            {words.save}
          </LoadingButton>
        </Flex>
      </Flex>
    </Form>
  );
}
