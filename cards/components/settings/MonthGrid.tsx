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
              <TableCell key={cell?.date ?? shown.weekdays[place]}>
                {cell !== null && (
                  <DayCell
                    cell={cell}
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

function DayCell(props: {
  cell: CalendarDayCell;
  words: ShownCalendars["words"];
  isChosen: boolean;
  onChoose: (date: string) => void;
}) {
  const { cell, words, isChosen, onChoose } = props;
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
    </Flex>
  );
}
