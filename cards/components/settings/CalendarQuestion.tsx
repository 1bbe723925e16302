import {
  Alert,
  DateInput,
  Flex,
  Form,
  Heading,
  LoadingButton,
  LoadingSpinner,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
  TimeInput,
} from "@hubspot/ui-extensions";
import { useEffect, useState } from "react";
import type {
  CalendarWords,
  ShownCalendarDay,
  ShownCalendars,
} from "../../../src/contract/settings-calendars.ts";
import { type Day, dayOfText, dayText } from "../../day.ts";
import type { SettingsBackend, WantedDay } from "../../settings-backend.ts";
import { StateTag, VerdictAlert } from "../Coloured.tsx";

type Props = {
  shown: ShownCalendars;
  date: string | null;
  onChoose: (date: string) => void;
  backend: SettingsBackend;
};

/** Whether a calendar is open on a day, or at a time of it; a day that is pressed is asked for at once. */
export function CalendarQuestion({ shown, date, onChoose, backend }: Props) {
  const { words, calendarId: calendar } = shown;
  const [time, setTime] = useState<string | null>(null);
  const [wanted, setWanted] = useState<WantedDay | null>(null);
  const [isTried, setTried] = useState(false);
  useEffect(() => {
    setTime(null);
    setWanted(date === null ? null : { calendar, date });
  }, [calendar, date]);
  const ask = () => {
    setTried(date === null);
    if (date !== null) setWanted({ calendar, date, ...(time === null ? {} : { time }) });
  };
  return (
    <Tile testId="calendar-question">
      <Flex direction="column" gap="sm">
        <Heading>{words.isOpen}</Heading>
        <Text variant="microcopy">{words.pickText}</Text>
        <Form onSubmit={ask} testId="calendar-form">
          <Flex direction="row" gap="sm" align="end" wrap={true}>
            <DateInput
              name="date"
              label={words.date}
              format="YYYY-MM-DD"
              {...(date === null ? {} : { value: dayOfText(date) })}
              {...(isTried && date === null
                ? { error: true, validationMessage: words.missing }
                : {})}
              onChange={(day: Day | null) => {
                if (day !== null) onChoose(dayText(day));
              }}
              testId="calendar-date"
            />
            <TimeInput
              name="time"
              label={words.time}
              interval={30}
              {...(time === null ? {} : { value: clockOf(time) })}
              onChange={(value) => setTime(value === null ? null : clockText(value))}
              testId="calendar-time"
            />
            <LoadingButton type="submit" size="sm" testId="calendar-ask">
              {words.ask}
            </LoadingButton>
          </Flex>
        </Form>
        {wanted !== null && <Answer wanted={wanted} words={words} backend={backend} />}
      </Flex>
    </Tile>
  );
}

type Reading =
  | { state: "loading" }
  | { state: "failed" }
  | { state: "known"; day: ShownCalendarDay };

function Answer(props: { wanted: WantedDay; words: CalendarWords; backend: SettingsBackend }) {
  const { wanted, words, backend } = props;
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState<Reading>({ state: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again.
  useEffect(() => {
    let isOver = false;
    const end = (next: Reading) => {
      if (!isOver) setReading(next);
    };
    setReading({ state: "loading" });
    backend.readCalendarDay(wanted).then(
      (day) => end(day.state === "shown" ? { state: "known", day } : { state: "failed" }),
      () => end({ state: "failed" }),
    );
    return () => {
      isOver = true;
    };
  }, [backend, wanted, attempt]);
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.ask} size="sm" />;
    case "failed":
      return (
        <Alert title={words.failed} variant="warning">
          <LoadingButton size="xs" onClick={() => setAttempt(attempt + 1)} testId="day-retry">
            {words.retry}
          </LoadingButton>
        </Alert>
      );
    case "known":
      return <ShownDay day={reading.day} words={words} />;
  }
}

function ShownDay({ day, words }: { day: ShownCalendarDay; words: CalendarWords }) {
  return (
    <Flex direction="column" gap="sm">
      <VerdictAlert title={day.title} variant={day.verdict.variant} testId="day-verdict">
        {day.text}
      </VerdictAlert>
      <Table density="condensed" testId="day-rows">
        <TableHead>
          <TableRow>
            <TableHeader>{words.from}</TableHeader>
            <TableHeader>{words.what}</TableHeader>
            <TableHeader>{words.why}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {day.rows.map(({ time, what, why }) => (
            <TableRow key={time}>
              <TableCell>{time}</TableCell>
              <TableCell>
                <StateTag variant={what.variant}>{what.label}</StateTag>
              </TableCell>
              <TableCell>{why}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

type Clock = { readonly hours: number; readonly minutes: number };

function clockText({ hours, minutes }: Clock): string {
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

function clockOf(text: string): Clock {
  return { hours: Number(text.slice(0, 2)), minutes: Number(text.slice(3)) };
}
