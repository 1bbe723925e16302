import {
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
} from "@hubspot/ui-extensions";
import type { SettingsWords } from "../../../src/contract/settings-page.ts";
import type { ReplayRow, SettingsReplay } from "../../../src/contract/settings-work.ts";
import { labelled } from "../../labelled.ts";
import { MarkTag } from "../Coloured.tsx";

type Words = SettingsWords["replay"];

/** The same counts by clock, tier, department, weekday and hour. */
export function ReplayTables({
  tables,
  words,
}: {
  tables: SettingsReplay["tables"];
  words: Words;
}) {
  return (
    <Tabs defaultSelected="tier" testId="replay-tables">
      {tables.map(({ id, title, rows }) => (
        <Tab key={id} tabId={id} title={title}>
          <ReplayTable title={title} rows={rows} words={words} />
        </Tab>
      ))}
    </Tabs>
  );
}

function ReplayTable(props: { title: string; rows: readonly ReplayRow[]; words: Words }) {
  const { title, rows, words } = props;
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{title}</TableHeader>
          <TableHeader align="right">{labelled(words.met, words.before)}</TableHeader>
          <TableHeader align="right">{words.after}</TableHeader>
          <TableHeader align="right">{labelled(words.breached, words.before)}</TableHeader>
          <TableHeader align="right">{words.after}</TableHeader>
          <TableHeader>{words.change}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.label}>
            <TableCell>{row.label}</TableCell>
            <TableCell align="right">{row.metBefore}</TableCell>
            <TableCell align="right">{row.metAfter}</TableCell>
            <TableCell align="right">{row.breachedBefore}</TableCell>
            <TableCell align="right">{row.breachedAfter}</TableCell>
            <TableCell>
              <MarkTag variant={row.change.variant}>{row.change.label}</MarkTag>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
