import { LoadingButton } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerJson, answerNever, connectionLost } from "./card-bench.tsx";
import { fullCard, notTrackedCard, offeredOverride } from "./card-samples.ts";
import { customerCard, customerFile } from "./customer-samples.ts";
import { CARD_NAMES, type CardName, openCard } from "./every-card.tsx";
import { homePageSample } from "./home-samples.ts";

/**
 * Every state of every card, in one table: what the server may answer, or not answer, and what then has
 * to be read on the card. What a card does in a state stands in the tests of that card.
 */
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type StateRow = {
  readonly card: CardName;
  readonly state: string;
  readonly answer: object;
  readonly reads: readonly string[];
  /** What must not be there. */
  readonly without?: readonly string[];
};

const clockWith = (changes: object) => ({
  ...fullCard,
  clocks: fullCard.clocks.map((clock) => ({ ...clock, ...changes })),
});
const emptyHome = { ...homePageSample, tasks: [], board: null };

const STATES: readonly StateRow[] = [
  {
    card: "ticket",
    state: "empty: nothing is known of the ticket",
    answer: { ...notTrackedCard, headline: "Not heard of yet" },
    reads: ["Not heard of yet", "EmptyState"],
    without: ["clock-first_response"],
  },
  {
    card: "ticket",
    state: "partial: no customer, no case, no promise",
    answer: { ...fullCard, tier: null, clocks: [], escalation: null, nextVisit: null },
    reads: [fullCard.headline],
    without: ["clock-first_response", "82"],
  },
  {
    card: "ticket",
    state: "no permission: who may change a promise",
    answer: {
      ...fullCard,
      override: { ...offeredOverride, clocks: [], days: [], text: "Only these may: Mara" },
    },
    reads: ["Only these may: Mara"],
    without: ["override-form"],
  },
  {
    card: "ticket",
    state: "deleted or merged",
    answer: { ...fullCard, headline: "Merged into another", clocks: [], escalation: null },
    reads: ["Merged into another"],
  },
  {
    card: "ticket",
    state: "older than the install",
    answer: clockWith({ notes: ["Counted since Fri: what was before is not known"] }),
    reads: ["Counted since Fri: what was before is not known"],
  },
  {
    card: "ticket",
    state: "several contacts",
    answer: {
      ...fullCard,
      tier: fullCard.tier && { ...fullCard.tier, reasons: ["The highest of 2 customers."] },
    },
    reads: ["The highest of 2 customers."],
  },
  {
    card: "ticket",
    state: "observe mode",
    answer: { ...fullCard, observeNotice: "Nothing is written" },
    reads: ["Nothing is written"],
  },
  {
    card: "customer",
    state: "empty: nothing is known of the customer",
    answer: { ...customerCard, state: "not_tracked", headline: "Not heard of yet" },
    reads: ["Not heard of yet", "EmptyState"],
  },
  {
    card: "customer",
    state: "partial: no tier yet",
    answer: { ...customerCard, state: "ungraded", tier: null, next: null, headline: "No tier yet" },
    reads: ["No tier yet"],
  },
  {
    card: "customer",
    state: "no permission: who may set a tier",
    answer: {
      ...customerCard,
      override: {
        ...customerCard.override,
        tiers: [],
        days: [],
        whoMay: "Only leads may set a tier",
      },
    },
    reads: ["Only leads may set a tier"],
    without: ["tier-form"],
  },
  {
    card: "customer",
    state: "deleted or merged",
    answer: { ...customerCard, state: "deleted", headline: "Deleted or merged" },
    reads: ["Deleted or merged", "EmptyState"],
  },
  {
    card: "customer",
    state: "observe mode",
    answer: { ...customerCard, observeNotice: "Nothing is written" },
    reads: ["Nothing is written"],
  },
  {
    card: "file",
    state: "empty: nothing has happened",
    answer: {
      ...customerFile,
      headline: "Nothing has happened",
      charts: [],
      figures: [],
      first: { state: "page", entries: [], next: null },
    },
    reads: ["Nothing has happened", customerFile.words.empty],
    without: ["BarChart", "LineChart"],
  },
  {
    card: "file",
    state: "partial: HubSpot did not let all be read",
    answer: {
      ...customerFile,
      activities: { state: "fresh", text: "E-mails could not be read", variant: "warning" },
    },
    reads: ["E-mails could not be read"],
  },
  {
    card: "file",
    state: "scope missing",
    answer: { ...customerFile, hints: ["The app needs the scope for deals"] },
    reads: ["The app needs the scope for deals"],
  },
  {
    card: "file",
    state: "deleted or merged",
    answer: { ...customerFile, state: "deleted", headline: "Deleted or merged" },
    reads: ["Deleted or merged", "EmptyState"],
  },
  {
    card: "file",
    state: "observe mode",
    answer: { ...customerFile, observeNotice: "Nothing is written" },
    reads: ["Nothing is written"],
  },
  {
    card: "home",
    state: "empty: nothing waits and no clock runs",
    answer: emptyHome,
    reads: [homePageSample.words.nothingToDo, homePageSample.words.quietBoard],
    without: ["board-table"],
  },
  {
    card: "home",
    state: "not connected",
    answer: { ...emptyHome, state: "not_connected", headline: "Not connected" },
    reads: ["Not connected", "EmptyState"],
  },
  {
    card: "home",
    state: "observe mode",
    answer: { ...homePageSample, observeNotice: "Nothing is written" },
    reads: ["Nothing is written"],
  },
];

describe("a card says what it knows", () => {
  it.each(STATES)("$card: $state", async ({ card, answer, reads, without = [] }) => {
    const { shown } = await openCard(card, answerJson(answer));
    const text = shown();
    for (const words of reads) expect(text).toContain(words);
    for (const words of without) expect(text).not.toContain(words);
  });
});

describe("a card that has no answer", () => {
  it.each(CARD_NAMES)("%s: loading, with words", async (card) => {
    const { shown } = await openCard(card, answerNever);
    expect(shown()).toMatch(/LoadingSpinner[^>]*label="Loading/);
  });

  it.each(CARD_NAMES)(
    "%s: backend down from the beginning, with a way to ask again",
    async (card) => {
      const { shown, findByTestId } = await openCard(card, connectionLost);
      expect(shown()).toContain("Aftercare does not answer");
      expect(findByTestId(LoadingButton, "retry").text).toBe("Try again");
    },
  );
});
