import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@hubspot/ui-extensions";
import type { HomePage } from "../../../src/contract/home-page.ts";
import { MarkTag } from "../Coloured.tsx";

type Calendar = NonNullable<HomePage["calendar"]>;

/** Who has how many visits on which day. */
export function TeamCalendar(props: { calendar: Calendar; words: HomePage["words"] }) {
  const { calendar, words } = props;
  return (
    <Table bordered={true} testId="team-calendar">
      <TableHead>
        <TableRow>
          <TableHeader>{words.owner}</TableHeader>
          {calendar.days.map((day) => (
            <TableHeader key={day} align="center">
              {day}
            </TableHeader>
          ))}
          <TableHeader align="right">{words.week}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calendar.rows.map(({ owner, cells, week }) => (
          <TableRow key={owner}>
            <TableCell>{owner}</TableCell>
            {cells.map(({ text, variant }, index) => (
              <TableCell key={calendar.days[index] ?? index} align="center">
                {variant === null ? text : <MarkTag variant={variant}>{text}</MarkTag>}
              </TableCell>
            ))}
            <TableCell align="right">{week}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
