import {
  Button,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { CalendarDayCell, ShownCalendars } from "../../../src/contract/settings-calendars.ts";
import { MarkTag, StateTag } from "../Coloured.tsx";

/** Weeks from Monday; each day with its hours, and with what makes it different. */
export function MonthGrid(props: {
  shown: ShownCalendars;
  chosen: string | null;
  onChoose: (date: string) => void;
}) {
  const { shown, chosen, onChoose } = props;
  return (
    <Table density="condensed" testId="month-grid">
      <TableHead>
        <TableRow>
          {shown.weekdays.map((weekday) => (
            <TableHeader key={weekday} width={130}>
              {weekday}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {shown.weeks.map((week, index) => (
          <TableRow key={week.find((day) => day !== null)?.date ?? index}>
            {week.map((cell, place) => (
              <TableCell key={cell?.date ?? shown.weekdays[place]} align="left">
                {cell !== null && (
                  <DayCell
                    cell={cell}
                    blanks={mostLinesOf(week) - linesOf(cell)}
                    words={shown.words}
                    isChosen={cell.date === chosen}
                    onChoose={onChoose}
                  />
                )}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Below the number of the day. */
function linesOf({ tag, hours, names }: CalendarDayCell): number {
  const isSaidClosed = hours.length === 0 && tag === null;
  return names.length + hours.length + (tag === null ? 0 : 1) + (isSaidClosed ? 1 : 0);
}

function mostLinesOf(week: ShownCalendars["weeks"][number]): number {
  return Math.max(...week.map((cell) => (cell === null ? 0 : linesOf(cell))));
}

/** Keeps its line, whatever trims what is shown. */
const BLANK = "\u00a0";

function DayCell(props: {
  cell: CalendarDayCell;
  /** A table sets its cells in the middle: the days of a week are made equally high to begin in one line. */
  blanks: number;
  words: ShownCalendars["words"];
  isChosen: boolean;
  onChoose: (date: string) => void;
}) {
  const { cell, blanks, words, isChosen, onChoose } = props;
  const { date, day, isToday, tag, hours, names } = cell;
  return (
    <Flex direction="column" gap="xs" align="start" testId={`day-${date}`}>
      <Flex direction="row" gap="xs" align="center">
        <Button
          size="xs"
          variant={isChosen ? "primary" : "secondary"}
          onClick={() => onChoose(date)}
          testId={`choose-${date}`}
        >
          {day}
        </Button>
        {isToday && <MarkTag variant="info">{words.today}</MarkTag>}
      </Flex>
      {tag !== null && <StateTag variant={tag.variant}>{tag.label}</StateTag>}
      {names.map((name) => (
        <Text key={name} variant="microcopy" format={{ fontWeight: "demibold" }}>
          {name}
        </Text>
      ))}
      {hours.length === 0 && tag === null && <Text variant="microcopy">{words.closed}</Text>}
      {hours.map((window) => (
        <Text key={window} variant="microcopy">
          {window}
        </Text>
      ))}
      {Array.from({ length: blanks }, (_, line) => line).map((line) => (
        <Text key={`blank ${line}`} variant="microcopy">
          {BLANK}
        </Text>
      ))}
    </Flex>
  );
}
