import {
  Accordion,
  Flex,
  List,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { ClockTrace, TraceRow } from "../../src/contract/card-api.ts";
import { StateTag } from "./Coloured.tsx";

const COLUMNS = 4;

/** Which promise was made and why, then what became of every minute. */
export function TraceTable({ trace }: { trace: ClockTrace }) {
  if (trace.state === "not_found") return <Text>{trace.headline}</Text>;
  return (
    <Flex direction="column" gap="sm">
      <Text testId="trace-facts">{trace.facts.join(" · ")}</Text>
      {trace.promises.map((promise) => (
        <Promised key={promise.since} promise={promise} words={trace.words} />
      ))}
      <Intervals trace={trace} />
    </Flex>
  );
}

function Promised(props: { promise: ClockTrace["promises"][number]; words: ClockTrace["words"] }) {
  const { promise, words } = props;
  return (
    <Flex direction="column" gap="flush">
      <Text variant="microcopy">{promise.since}</Text>
      <Text format={{ fontWeight: "demibold" }} testId="trace-promise">
        {promise.text}
      </Text>
      {promise.passedOver.length > 0 && (
        <Accordion title={words.passedOver} size="xs">
          <List variant="unordered">
            {promise.passedOver.map((reason) => (
              <Text key={reason} variant="microcopy">
                {reason}
              </Text>
            ))}
          </List>
        </Accordion>
      )}
    </Flex>
  );
}

function Intervals({ trace }: { trace: ClockTrace }) {
  const { rows, words } = trace;
  const past = rows.filter((row) => !row.isAhead);
  const ahead = rows.filter((row) => row.isAhead);
  return (
    <Table density="condensed" flush={true} testId="trace-rows">
      <TableHead>
        <TableRow>
          <TableHeader>{words.when}</TableHeader>
          <TableHeader>{words.what}</TableHeader>
          <TableHeader align="right">{words.length}</TableHeader>
          <TableHeader align="right">{words.total}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {past.map((row) => (
          <Interval key={row.when} row={row} />
        ))}
        {ahead.length > 0 && (
          <TableRow>
            <TableCell colSpan={COLUMNS}>
              <Text variant="microcopy" format={{ italic: true }} testId="trace-ahead">
                {words.ahead}
              </Text>
            </TableCell>
          </TableRow>
        )}
        {ahead.map((row) => (
          <Interval key={row.when} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function Interval({ row }: { row: TraceRow }) {
  return (
    <TableRow>
      <TableCell>{row.when}</TableCell>
      <TableCell>
        <StateTag variant={row.variant} hollow={row.isAhead}>
          {row.what}
        </StateTag>
      </TableCell>
      <TableCell align="right">{row.length}</TableCell>
      <TableCell align="right">{row.total}</TableCell>
    </TableRow>
  );
}
