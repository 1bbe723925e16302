import {
  Flex,
  Heading,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { SettingsWords } from "../../../src/contract/settings-page.ts";
import type { BreachExamples } from "../../../src/contract/settings-work.ts";
import { StateTag } from "../Coloured.tsx";

/** Promises that would have been broken, or would have been kept; each leads to its ticket. */
export function BreachList(props: {
  list: BreachExamples;
  words: SettingsWords["replay"];
  testId: string;
}) {
  const { list, words, testId } = props;
  if (list.examples.length === 0) return <Text testId={testId}>{list.headline}</Text>;
  return (
    <Flex direction="column" gap="xs">
      <Heading testId={testId}>{list.headline}</Heading>
      <Table density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{words.ticket}</TableHeader>
            <TableHeader>{words.clock}</TableHeader>
            <TableHeader>{words.was}</TableHeader>
            <TableHeader>{words.would}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {list.examples.map(({ ticket, clock, was, would }) => (
            <TableRow key={`${ticket.url} ${clock}`}>
              <TableCell>
                <Link href={{ url: ticket.url, external: true }}>{ticket.label}</Link>
              </TableCell>
              <TableCell>{clock}</TableCell>
              <TableCell>
                <StateTag variant={was.variant}>{was.label}</StateTag>
              </TableCell>
              <TableCell>
                <StateTag variant={would.variant}>{would.label}</StateTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {list.more !== null && <Text variant="microcopy">{list.more}</Text>}
    </Flex>
  );
}
