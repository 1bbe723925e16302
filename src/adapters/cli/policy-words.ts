import type { Move, MovedClock } from "../../app/governance/policy-effect.ts";
import type { CountedDifference, PolicyPreview } from "../../app/governance/submit-policy.ts";
import { policyDifferenceWords } from "../../messages/policy-difference.ts";

/** Differences that are told one by one. */
const MAX_DIFFERENCES = 40;

const MOVE_WORDS: Readonly<Record<Move, string>> = {
  earlier: "due earlier",
  later: "due later",
  at_once: "overdue at once",
  started: "started",
  dropped: "dropped",
};

/** What would change, first in the document, then on the open tickets. */
export function previewLines(preview: PolicyPreview): readonly string[] {
  const { currentVersion, differences, unreadProperties } = preview;
  const advice = [
    ...preview.unknownNames.map(({ message }) => `Unknown: ${message}`),
    ...preview.staleCalendars.map(({ message }) => `Stale: ${message}`),
  ];
  if (differences.length === 0) {
    const same = `The document says what version ${currentVersion} says.`;
    return [same, ...advice, ...effectLines(preview)];
  }
  const more = differences.length - MAX_DIFFERENCES;
  return [
    `Differences from version ${currentVersion}:`,
    ...differences
      .slice(0, MAX_DIFFERENCES)
      .map((difference) => `  ${differenceLine(difference, preview)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...unreadProperties.map(
      (name) => `Open tickets tell of ${name} only when it changes: it was not read so far.`,
    ),
    ...advice,
    ...effectLines(preview),
    "Nothing was changed: import makes a draft of a document, submit and approve bring it into force.",
  ];
}

function differenceLine(
  { tickets, ...difference }: CountedDifference,
  { policies: { proposed, present } }: PolicyPreview,
): string {
  const reader = { language: "en" as const, policies: [proposed, present] };
  return policyDifferenceWords(
    difference,
    tickets === null || tickets === 0 ? reader : { ...reader, tickets },
  );
}

function effectLines({ effect }: PolicyPreview): readonly string[] {
  if (effect.tickets === 0) return ["It would change no open ticket."];
  const moves = Object.entries(MOVE_WORDS).flatMap(([move, words]) =>
    Object.entries(effect.moves).flatMap(([name, count]) =>
      name === move && count > 0 ? [`${count} ${words}`] : [],
    ),
  );
  const tickets = openTickets(effect.tickets);
  return [
    `Applied to open tickets it would govern ${tickets}; their clocks: ${moves.join(", ") || "none moves"}.`,
    ...effect.examples.map(exampleLine),
  ];
}

function exampleLine({ ticketId, subject, kind, move, ...due }: MovedClock): string {
  const times = `${instantText(due.dueBefore)} → ${instantText(due.dueAfter)}`;
  return `  ${ticketId} ${kind} ${MOVE_WORDS[move]}: ${times}  ${subject}`;
}

export function openTickets(count: number): string {
  return count === 1 ? "1 open ticket" : `${count} open tickets`;
}

function instantText(at: number | null): string {
  return at === null ? "no due time" : new Date(at).toISOString();
}
