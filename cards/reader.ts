import type { CardClock, TicketCard } from "../src/contract/card-api.ts";

/** What the server answers about a record; only some of it counts down. */
export type Readable = Pick<TicketCard, "serverNow" | "language"> & {
  readonly clocks?: readonly Pick<CardClock, "countdown" | "dueAt">[];
};

/** An answer and when it came, by the worker's monotonic clock. */
export type Answer<Card extends Readable = TicketCard> = {
  readonly card: Card;
  readonly answeredAtMs: number;
};

/**
 * What the card knows.
 *
 *     loading → current ⇄ failed      `failed` keeps the last answer, if there ever was one
 */
export type Reading<Card extends Readable = TicketCard> =
  | { readonly state: "loading" }
  | { readonly state: "current"; readonly answer: Answer<Card> }
  | { readonly state: "failed"; readonly last: Answer<Card> | null; readonly isAsking: boolean };

export type Reader = {
  /**
   * Asks now, or once more as soon as the question under way has ended. Resolves when a question that was
   * asked after this call has ended, answered or not.
   */
  readNow(): Promise<void>;
  /** Asks now and again a little later, because a change of the record takes seconds to reach the server. */
  readAfterEdit(): void;
  stop(): void;
};

export const REREAD_EVERY_MS = 30_000;
export const GIVE_UP_AFTER_MS = 9_000;
export const EDIT_SETTLES_AFTER_MS = 4_000;
/** A clock that runs out is looked at again just after its due time, without waiting for the next turn. */
const DUE_SETTLES_AFTER_MS = 1_500;

export function startReader<Card extends Readable>(
  ask: () => Promise<Card>,
  onChange: (reading: Reading<Card>) => void,
): Reader {
  let reading: Reading<Card> = { state: "loading" };
  let isAsking = false;
  let isAskedAgain = false;
  let isStopped = false;
  let waiting: (() => void)[] = [];
  let nextTurn: ReturnType<typeof setTimeout> | undefined;
  let settleTurn: ReturnType<typeof setTimeout> | undefined;

  const show = (next: Reading<Card>) => {
    reading = next;
    onChange(next);
  };

  const read = async () => {
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    clearTimeout(nextTurn);
    isAsking = true;
    const served = waiting;
    waiting = [];
    if (reading.state === "failed") show({ ...reading, isAsking });
    const card = await withinTime(ask);
    isAsking = false;
    if (!isStopped) goOn(card);
    for (const resolve of served) resolve();
  };

  const goOn = (card: Card | null) => {
    show(nextReading(reading, card));
    nextTurn = setTimeout(read, isAskedAgain ? 0 : delayUntilNext(card));
    isAskedAgain = false;
  };

  void read();
  return {
    readNow: () =>
      new Promise((resolve) => {
        if (isStopped) return resolve();
        waiting.push(resolve);
        void read();
      }),
    readAfterEdit: () => {
      void read();
      clearTimeout(settleTurn);
      settleTurn = setTimeout(read, EDIT_SETTLES_AFTER_MS);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(nextTurn);
      clearTimeout(settleTurn);
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}

/** Milliseconds on the server's clock now, as far as `answer` can tell. */
export function serverNowOf(answer: Answer<Readable>): number {
  return answer.card.serverNow + performance.now() - answer.answeredAtMs;
}

function nextReading<Card extends Readable>(
  reading: Reading<Card>,
  card: Card | null,
): Reading<Card> {
  if (card !== null) {
    return { state: "current", answer: { card, answeredAtMs: performance.now() } };
  }
  return { state: "failed", last: lastAnswer(reading), isAsking: false };
}

function lastAnswer<Card extends Readable>(reading: Reading<Card>): Answer<Card> | null {
  switch (reading.state) {
    case "loading":
      return null;
    case "current":
      return reading.answer;
    case "failed":
      return reading.last;
  }
}

/** Null when the answer failed or did not come in time; why makes no difference to the reader. */
function withinTime<Card>(ask: () => Promise<Card>): Promise<Card | null> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(null), GIVE_UP_AFTER_MS);
    const end = (card: Card | null) => {
      clearTimeout(giveUp);
      resolve(card);
    };
    ask().then(end, () => end(null));
  });
}

function delayUntilNext(card: Readable | null): number {
  const dueInMs = (card?.clocks ?? [])
    .filter((clock) => clock.countdown === "down")
    .map((clock) => (clock.dueAt ?? 0) - (card?.serverNow ?? 0))
    .filter((restMs) => restMs > 0);
  return Math.min(REREAD_EVERY_MS, ...dueInMs.map((restMs) => restMs + DUE_SETTLES_AFTER_MS));
}
