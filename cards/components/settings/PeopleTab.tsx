import {
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import type { SettingsPerson } from "../../../src/contract/settings-page.ts";
import type { SettingsRole } from "../../../src/contract/settings-parts.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import { MarkTag } from "../Coloured.tsx";
import { AddPerson } from "./AddPerson.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

/** Who may do what, and who says so. */
export function PeopleTab(props: SettingsParts) {
  const { page } = props;
  const words = page.words.people;
  const refusal = page.viewer.refusals.people;
  return (
    <Flex direction="column" gap="md">
      <Heading>{words.title}</Heading>
      {refusal !== null && <Text testId="people-refusal">{refusal}</Text>}
      <Table density="condensed" testId="people">
        <TableHead>
          <TableRow>
            <TableHeader>{words.name}</TableHeader>
            <TableHeader>{words.role}</TableHeader>
            <TableHeader>{words.given}</TableHeader>
            {refusal === null && <TableHeader>{""}</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {page.people.map((person) => (
            <PersonRow key={person.userId} {...props} person={person} />
          ))}
        </TableBody>
      </Table>
      {refusal === null && <AddPerson {...props} />}
      <Tile compact={true}>
        <Flex direction="column" gap="xs">
          <Text format={{ fontWeight: "demibold" }}>{words.rightsTitle}</Text>
          <DescriptionList direction="column">
            {page.roles.map(({ value, label, rights }) => (
              <DescriptionListItem key={value} label={label}>
                {rights}
              </DescriptionListItem>
            ))}
          </DescriptionList>
        </Flex>
      </Tile>
    </Flex>
  );
}

function PersonRow(props: SettingsParts & { person: SettingsPerson }) {
  const { page, person, backend, actions, readNow } = props;
  const words = page.words.people;
  const { userId, role } = person;
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: readNow,
  });
  const give = (next: SettingsRole | null) =>
    void press((actKey) => backend.changeRole({ actKey, userId, role: next }));
  const mayChange = page.viewer.refusals.people === null;
  return (
    <TableRow>
      <TableCell>
        <Flex direction="row" gap="xs" align="center">
          <Text>{person.name}</Text>
          {person.isViewer && <MarkTag variant="info">{words.you}</MarkTag>}
        </Flex>
        <Text variant="microcopy">{person.email}</Text>
      </TableCell>
      <TableCell>
        {mayChange ? (
          <Select
            name={`role-${userId}`}
            label=""
            readOnly={isPressing}
            options={page.roles.map(({ value, label }) => ({ value, label }))}
            value={role}
            onChange={(value) => {
              const chosen = page.roles.find((option) => option.value === value);
              if (chosen && chosen.value !== role) give(chosen.value);
            }}
            testId={`role-${userId}`}
          />
        ) : (
          page.roles.find(({ value }) => value === role)?.label
        )}
      </TableCell>
      <TableCell>{person.given}</TableCell>
      {mayChange && (
        <TableCell align="right">
          <Button
            size="xs"
            disabled={isPressing}
            onClick={() => give(null)}
            testId={`remove-${userId}`}
          >
            {words.remove}
          </Button>
        </TableCell>
      )}
    </TableRow>
  );
}
