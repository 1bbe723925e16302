import {
  DateInput,
  Flex,
  Form,
  LoadingButton,
  Select,
  TextArea,
  ToggleGroup,
} from "@hubspot/ui-extensions";
import type { OutcomeRequest } from "../../../src/contract/customer-visits.ts";
import { type Day, dayText } from "../../day.ts";
import { useWholeDraft } from "../../use-whole-draft.ts";
import type { VisitShown } from "./VisitTile.tsx";

const MAX_WORDS = 1_000;
const MAX_PROMISE = 500;

type Draft = {
  reached: string;
  mood: string;
  reply: string;
  opinion: string;
  suggestion: string;
  nextStep: string;
  promise: string;
  promiseBy: Day;
};
type Whole = Draft & { request: Omit<OutcomeRequest, "actKey" | "visitId" | "attempt"> };

/** What came of a visit: only whether the customer was reached has to be said. */
export function OutcomeForm({ visit, visits, backend, actions, onPressed }: VisitShown) {
  const { words } = visits;
  const { visitId, attempt } = visit;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Draft, Whole>(
    words,
    { actions, onPressed },
    {
      wholeOf,
      send: ({ request }, actKey) =>
        backend.recordOutcome({ actKey, visitId, attempt, ...request }),
    },
  );
  const wrong = { error: true, validationMessage: words.missing };
  return (
    <Form onSubmit={submit} testId={`outcome-form-${visitId}`}>
      <Flex direction="column" gap="xs">
        <ToggleGroup
          name={`reached-${visitId}`}
          label={words.reached}
          toggleType="radioButtonList"
          inline={true}
          required={true}
          options={[...visits.reached]}
          {...(draft.reached === undefined ? {} : { value: draft.reached })}
          {...(isTried && draft.reached === undefined ? wrong : {})}
          onChange={(value) => onlyText(value, (reached) => change({ reached }))}
        />
        {draft.reached === "yes" && (
          <Answers visits={visits} visit={visit} draft={draft} isTried={isTried} change={change} />
        )}
        <Flex direction="row" justify="start">
          <LoadingButton
            type="submit"
            size="xs"
            variant="primary"
            loading={isPressing}
            testId={`outcome-submit-${visitId}`}
          >
            {words.submit}
          </LoadingButton>
        </Flex>
      </Flex>
    </Form>
  );
}

type Fields = Pick<VisitShown, "visits" | "visit"> & {
  draft: Partial<Draft>;
  /** What is missing is marked once somebody has tried to go on without it. */
  isTried: boolean;
  change: (changes: Partial<Draft>) => void;
};

/** What a customer who was reached said, and what was promised. */
function Answers({ visits, visit, draft, isTried, change }: Fields) {
  const { words, moods, replies } = visits;
  const { visitId } = visit;
  const isHalf = isTried && isHalfPromise(draft);
  const wrong = isHalf ? { error: true, validationMessage: words.missing } : {};
  return (
    <>
      {visit.kind === "invitation" && (
        <Select
          name="reply"
          label={words.reply}
          options={[...replies]}
          {...(draft.reply === undefined ? {} : { value: draft.reply })}
          onChange={(reply) => change({ reply: String(reply) })}
          testId={`outcome-reply-${visitId}`}
        />
      )}
      <Select
        name="mood"
        label={words.mood}
        options={[...moods]}
        {...(draft.mood === undefined ? {} : { value: draft.mood })}
        onChange={(mood) => change({ mood: String(mood) })}
        testId={`outcome-mood-${visitId}`}
      />
      {(["opinion", "suggestion", "nextStep"] as const).map((name) => (
        <TextArea
          key={name}
          name={name}
          label={words[name]}
          rows={2}
          maxLength={MAX_WORDS}
          value={draft[name] ?? ""}
          onInput={(value) => change({ [name]: value })}
          testId={`outcome-${name}-${visitId}`}
        />
      ))}
      <TextArea
        name="promise"
        label={words.promise}
        rows={2}
        maxLength={MAX_PROMISE}
        value={draft.promise ?? ""}
        {...wrong}
        onInput={(promise) => change({ promise })}
        testId={`outcome-promise-${visitId}`}
      />
      {(draft.promise ?? "") !== "" && (
        <DateInput
          name="promise-by"
          label={words.promiseBy}
          format="YYYY-MM-DD"
          timezone="portalTz"
          {...(draft.promiseBy ? { value: draft.promiseBy } : {})}
          {...wrong}
          onChange={(promiseBy) => promiseBy && change({ promiseBy })}
          testId={`outcome-promise-by-${visitId}`}
        />
      )}
    </>
  );
}

function onlyText(value: unknown, use: (text: string) => void): void {
  if (typeof value === "string") use(value);
}

function isHalfPromise({ promise = "", promiseBy }: Partial<Draft>): boolean {
  return promise.trim() !== "" && promiseBy === undefined;
}

/** Null while something is missing. What was written before somebody said "not reached" is not sent. */
function wholeOf(draft: Partial<Draft>): Whole | null {
  const { reached, promise = "", promiseBy } = draft;
  if (reached === undefined || (reached === "yes" && isHalfPromise(draft))) return null;
  const { mood = "", reply = "", opinion = "", suggestion = "", nextStep = "" } = draft;
  const said = { mood: moodOf(mood), reply: replyOf(reply), opinion, suggestion, nextStep };
  const kept = promise.trim() === "" || promiseBy === undefined ? null : promiseBy;
  const words = { reached, mood, reply, opinion, suggestion, nextStep, promise };
  const day = promiseBy ?? { year: 0, month: 0, date: 0 };
  const request =
    reached === "no"
      ? { isReached: false }
      : {
          isReached: true,
          ...said,
          promise: kept === null ? null : { text: promise, byDate: dayText(kept) },
        };
  return { ...words, promiseBy: day, request };
}

function moodOf(mood: string): "good" | "neutral" | "bad" | null {
  return mood === "good" || mood === "neutral" || mood === "bad" ? mood : null;
}

function replyOf(reply: string): "yes" | "no" | "open" | null {
  return reply === "yes" || reply === "no" || reply === "open" ? reply : null;
}
