import { recordsOf } from "../../src/app/outbox/remember-posts.ts";
import type {
  FindOutcome,
  MessageRef,
  Notice,
  Notifier,
  SendOutcome,
} from "../../src/ports/notifier.ts";

type Call = { readonly method: keyof Notifier; readonly notice: Notice };

/** `lost`: done, but the answer never came. */
type Answer = SendOutcome | FindOutcome | "lost" | Error;

/** Messages in memory; what the next calls come to can be said before. */
export type MemoryNotifier = Notifier & {
  readonly calls: readonly Call[];
  callsOf(method: keyof Notifier): readonly Call[];
  /** What stands in the channels, oldest first. */
  readonly messages: ReadonlyMap<string, Notice>;
  /** The next call of `method` comes to this instead of succeeding; after it the one said next. */
  next(method: keyof Notifier, answer: Answer): void;
  remove(messageTs: string): void;
};

export function createMemoryNotifier(): MemoryNotifier {
  const calls: Call[] = [];
  const messages = new Map<string, Notice>();
  const said: { readonly method: keyof Notifier; readonly answer: Answer }[] = [];
  const take = (method: keyof Notifier, notice: Notice): Answer | null => {
    calls.push({ method, notice });
    const index = said.findIndex((entry) => entry.method === method);
    const answer = index < 0 ? null : (said.splice(index, 1)[0]?.answer ?? null);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const put = (ref: MessageRef, notice: Notice, answer: Answer | null): SendOutcome => {
    if (isSendOutcome(answer)) return answer;
    messages.set(ref.messageTs, notice);
    return answer === "lost"
      ? { outcome: "unknown", reason: "connection_lost" }
      : { outcome: "sent", ref };
  };
  return {
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    messages,
    next: (method, answer) => void said.push({ method, answer }),
    remove: (messageTs) => void messages.delete(messageTs),
    post: async (notice) => {
      expectRecords(notice);
      const ref = { channelId: notice.channelId, messageTs: `${calls.length + 1}.000100` };
      return put(ref, notice, take("post", notice));
    },
    edit: async (notice, ref) => {
      const answer = take("edit", notice);
      if (messages.has(ref.messageTs)) return put(ref, notice, answer);
      return { outcome: "not_sent", reason: "message_not_found", retryAfterMs: null };
    },
    delete: async (notice, ref) => {
      const answer = take("delete", notice);
      if (isSendOutcome(answer)) return answer;
      messages.delete(ref.messageTs);
      return { outcome: "sent", ref };
    },
    find: async (notice) => {
      const answer = take("find", notice);
      if (isFindOutcome(answer)) return answer;
      const found = [...messages].findLast(
        ([, one]) => one.deliveryId === notice.deliveryId && one.channelId === notice.channelId,
      );
      if (found === undefined) return { outcome: "absent" };
      const [messageTs, { channelId }] = found;
      return { outcome: "found", ref: { channelId, messageTs } };
    },
  };
}

/** Whoever is erased is looked for by the records that a message says it tells of. */
function expectRecords(notice: Notice): void {
  const isTold = JSON.stringify(notice).includes('"customerName":"');
  const tells = ["case", "thread", "page", "moved", "complaint", "recurrence"];
  if ((isTold || tells.includes(notice.kind)) && recordsOf(notice).length === 0) {
    throw new Error(`a notice of kind ${notice.kind} tells of no record: expected at least one`);
  }
}

function isSendOutcome(answer: Answer | null): answer is SendOutcome {
  return answer !== null && typeof answer === "object" && "outcome" in answer
    ? ["sent", "not_sent", "unknown"].includes(answer.outcome)
    : false;
}

function isFindOutcome(answer: Answer | null): answer is FindOutcome {
  return answer !== null && typeof answer === "object" && "outcome" in answer
    ? ["found", "absent", "cannot_tell"].includes(answer.outcome)
    : false;
}
