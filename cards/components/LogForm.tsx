import {
  DateInput,
  Flex,
  Form,
  LoadingButton,
  Select,
  Text,
  TextArea,
  TimeInput,
} from "@hubspot/ui-extensions";
import type { CardLogs, LogRequest } from "../../src/contract/card-log.ts";
import { type Day, dayText } from "../day.ts";
import { useWholeDraft } from "../use-whole-draft.ts";
import type { LogShown } from "./LogSection.tsx";

const MAX_NOTE_LENGTH = 500;
const OTHER_TIME = "other";

type Offer = CardLogs["offers"][number];
type Draft = { ago: string; day: Day; time: { hours: number; minutes: number }; note: string };
type Whole = Partial<Draft> & { when: LogRequest["when"] };

/** When it was, and a note: by default just now. */
export function LogForm({ offer, logs, backend, actions, onPressed }: LogShown & { offer: Offer }) {
  const { words } = logs;
  const { clock, submit: label } = offer;
  const { times } = logs;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Partial<Draft>, Whole>(
    words,
    { actions, onPressed },
    {
      wholeOf,
      send: ({ when, note = "" }, actKey) => backend.log({ actKey, clock, when, note }),
    },
  );
  const { ago = "0" } = draft;
  return (
    <Form onSubmit={submit} testId={`log-form-${clock}`}>
      <Flex direction="column" gap="xs">
        <Text variant="microcopy">{words.does}</Text>
        <Select
          name={`log-when-${clock}`}
          label={words.when}
          options={[
            ...times.map(({ value, label: name }) => ({ value: String(value), label: name })),
            { value: OTHER_TIME, label: words.otherTime },
          ]}
          value={ago}
          onChange={(value) => change({ ago: String(value) })}
          testId={`log-when-${clock}`}
        />
        {ago === OTHER_TIME && <OtherTime {...{ clock, words, draft, change }} isTried={isTried} />}
        <TextArea
          name={`log-note-${clock}`}
          label={words.note}
          rows={2}
          maxLength={MAX_NOTE_LENGTH}
          value={draft.note ?? ""}
          onInput={(note) => change({ note })}
          testId={`log-note-${clock}`}
        />
        <Flex direction="row" justify="start">
          <LoadingButton
            type="submit"
            size="xs"
            loading={isPressing}
            testId={`log-submit-${clock}`}
          >
            {label}
          </LoadingButton>
        </Flex>
      </Flex>
    </Form>
  );
}

function OtherTime(props: {
  clock: Offer["clock"];
  words: CardLogs["words"];
  draft: Partial<Draft>;
  /** What is missing is marked once somebody has tried to go on without it. */
  isTried: boolean;
  change: (changes: Partial<Draft>) => void;
}) {
  const { clock, words, draft, isTried, change } = props;
  const marked = (isThere: boolean) =>
    isTried && !isThere ? { error: true, validationMessage: words.missing } : {};
  return (
    <>
      <DateInput
        name={`log-day-${clock}`}
        label={words.day}
        required={true}
        format="YYYY-MM-DD"
        timezone="portalTz"
        {...(draft.day ? { value: draft.day } : {})}
        {...marked(draft.day !== undefined)}
        onChange={(day) => day && change({ day })}
        testId={`log-day-${clock}`}
      />
      <TimeInput
        name={`log-time-${clock}`}
        label={words.time}
        required={true}
        interval={5}
        timezone="portalTz"
        {...(draft.time ? { value: draft.time } : {})}
        {...marked(draft.time !== undefined)}
        onChange={(time) => time && change({ time })}
        testId={`log-time-${clock}`}
      />
    </>
  );
}

/** Null while a day or a time is missing. */
function wholeOf(draft: Partial<Draft>): Whole | null {
  const { ago = "0", day, time } = draft;
  if (ago !== OTHER_TIME) return { ...draft, when: { minutesAgo: Number(ago) } };
  if (day === undefined || time === undefined) return null;
  return { ...draft, when: { date: dayText(day), time: timeText(time) } };
}

/** `09:05` */
function timeText({ hours, minutes }: Draft["time"]): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(hours)}:${two(minutes)}`;
}
