import { Button, Flex, Heading, Select, Text } from "@hubspot/ui-extensions";
import { useMemo, useState } from "react";
import type { ShownCalendars } from "../../../src/contract/settings-calendars.ts";
import type { WantedMonth } from "../../settings-backend.ts";
import { CalendarQuestion } from "./CalendarQuestion.tsx";
import { MonthGrid } from "./MonthGrid.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { TabReading } from "./TabReading.tsx";

/** A month of one calendar, and why a day of it is open or closed. */
export function CalendarsTab({ backend, page }: SettingsParts) {
  const [wanted, setWanted] = useState<WantedMonth>({});
  const ask = useMemo(() => () => backend.readCalendars(wanted), [backend, wanted]);
  return (
    <TabReading
      ask={ask}
      language={page.language}
      show={(shown) => <Month shown={shown} onWant={setWanted} backend={backend} />}
    />
  );
}

function Month(props: {
  shown: ShownCalendars;
  onWant: (wanted: WantedMonth) => void;
  backend: SettingsParts["backend"];
}) {
  const { shown, onWant, backend } = props;
  const [date, setDate] = useState<string | null>(null);
  const { calendarId, words } = shown;
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row" gap="md" align="end" justify="between" wrap={true}>
        <Select
          name="calendar"
          label={words.calendar}
          options={shown.calendars.map(({ value, label }) => ({ value, label }))}
          value={calendarId}
          onChange={(value) => onWant({ calendar: String(value), month: shown.month })}
          testId="calendar"
        />
        <MonthSteps shown={shown} onWant={onWant} />
      </Flex>
      <Heading testId="month">{shown.title}</Heading>
      <Text variant="microcopy" testId="calendar-facts">
        {shown.facts.join(" · ")}
      </Text>
      <MonthGrid shown={shown} chosen={date} onChoose={setDate} />
      <CalendarQuestion shown={shown} date={date} onChoose={setDate} backend={backend} />
    </Flex>
  );
}

function MonthSteps(props: { shown: ShownCalendars; onWant: (wanted: WantedMonth) => void }) {
  const { shown, onWant } = props;
  const { calendarId: calendar, previous, next, words } = shown;
  const step = (month: string | null) => {
    if (month !== null) onWant({ calendar, month });
  };
  return (
    <Flex direction="row" gap="xs">
      <Button
        size="sm"
        disabled={previous === null}
        onClick={() => step(previous)}
        testId="month-before"
      >
        {words.previous}
      </Button>
      <Button size="sm" onClick={() => onWant({ calendar })} testId="month-today">
        {words.today}
      </Button>
      <Button size="sm" disabled={next === null} onClick={() => step(next)} testId="month-after">
        {words.next}
      </Button>
    </Flex>
  );
}
