/** Which of the activities that people log in a CRM reached the customer. Pure. */

export type LoggedActivity = {
  readonly kind: "call" | "meeting" | "email" | "message";
  readonly at: number;
  readonly ownerId: string | null;
  /** How it ended, in the CRM's words: the outcome of a call or a meeting; null when nobody said. */
  readonly outcome: string | null;
  /** How it stands, in the CRM's words; null when it does not say. */
  readonly status: string | null;
  /** In which direction it went, in the CRM's words; null when it does not say. */
  readonly direction: string | null;
};

/**
 * HubSpot gives its own outcomes of calls these ids, in every portal; portals may add outcomes of their
 * own, and other tools write words instead.
 */
const NOT_ANSWERED: ReadonlySet<string> = new Set([
  "9d9162e7-6cf3-4944-bf63-4dff82258764",
  "73a0d17f-1163-4015-bdd5-ec830791da20",
  "b2cf5968-551e-4856-9783-52b3da59a7d0",
  "17b47fee-58de-441e-a44c-c6300d46f273",
  "busy",
  "no answer",
  "left voicemail",
  "wrong number",
]);
const NOT_ENDED_WELL: ReadonlySet<string> = new Set([
  "busy",
  "no answer",
  "failed",
  "canceled",
  "cancelled",
  "missed",
  "queued",
  "ringing",
  "calling crm user",
  "connecting",
]);
const NOT_HELD: ReadonlySet<string> = new Set([
  "canceled",
  "cancelled",
  "no show",
  "scheduled",
  "rescheduled",
]);
const NOT_DELIVERED: ReadonlySet<string> = new Set(["bounced", "failed", "scheduled", "sending"]);
const INWARD: ReadonlySet<string> = new Set(["incoming email", "inbound", "incoming"]);

/**
 * Whether a person talked with the customer, or wrote to one. A call that nobody qualified counts: a
 * person logged it. What lies in the future has not happened, whatever it says.
 */
export function isRealContact(activity: LoggedActivity, now: number): boolean {
  const { kind, at, outcome, status, direction } = activity;
  if (at > now) return false;
  switch (kind) {
    case "call":
      return !says(NOT_ANSWERED, outcome) && !says(NOT_ENDED_WELL, status);
    case "meeting":
      // A meeting in the past whose outcome nobody gave may well have been forgotten: both are seen.
      return !says(NOT_HELD, outcome);
    case "email":
      return direction !== null && wordOf(direction) === "email" && !says(NOT_DELIVERED, status);
    case "message":
      return !says(INWARD, direction) && !says(NOT_DELIVERED, status);
  }
}

function says(words: ReadonlySet<string>, told: string | null): boolean {
  return told !== null && words.has(wordOf(told));
}

/** `NO_SHOW`, `no show` and `No-Show` are one word. */
function wordOf(told: string): string {
  const word = told.trim().toLowerCase();
  // Ids have hyphens of their own.
  return /^[0-9a-f]{8}-/.test(word) ? word : word.replaceAll(/[_\-\s]+/g, " ");
}
