import type { TicketSnapshot } from "../src/ports/crm.ts";

/**
 * Invented tickets, each fully told by its number, so that the events in the ledger and what the CRM
 * answers in another process fit together without a word between them.
 */

/** Friday, 16:00 in Taipei: the offices of the preset policy are open. */
export const BENCH_NOW = Date.UTC(2026, 2, 27, 8, 0);
export const PORTAL_IDS = [4242001, 4242002, 4242003, 4242005, 4242008, 4242013, 4242021, 4242034];
export const CLOSED_STAGE_ID = "4";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FIRST_TICKET_ID = 10_000_000_000;
const FIRST_CUSTOMER_ID = 20_000_000_000;
const TICKETS_PER_CUSTOMER = 4;
/** Every ticket's story ends within this time of its creation. */
const STORY_MS = 6 * 60 * MINUTE_MS;
const SPREAD_MS = 3 * DAY_MS;
const PRIORITIES = ["LOW", "MEDIUM", "MEDIUM", "HIGH", "MEDIUM", "URGENT", "LOW", "HIGH"];

export type Story = {
  readonly portalId: number;
  readonly ticketId: number;
  readonly createdAt: number;
  readonly customer: { readonly kind: "company" | "contact"; readonly id: number };
  /** Values of properties in the order in which they were set, those of the creation first. */
  readonly values: readonly StoryValue[];
};
export type StoryValue = { readonly name: string; readonly value: string; readonly at: number };

/** Four stories with 6, 8, 5 and 5 events, so that N events tell N/6 tickets. */
const PLOTS = [
  ["answered", "closed"],
  ["answered", "waiting", "resumed", "closed"],
  ["raised"],
  ["answered"],
] as const;
type Turn = (typeof PLOTS)[number][number];

const MINUTES_INTO_STORY: Readonly<Record<Turn, number>> = {
  raised: 5,
  answered: 10,
  waiting: 25,
  resumed: 90,
  closed: 150,
};

export function storyOf(number: number, createdAt = creationOf(number)): Story {
  const turns = PLOTS[number % PLOTS.length] ?? [];
  const stretch = 1 + (hashOf(number) % 100) / 100;
  return {
    portalId: PORTAL_IDS[portalIndexOf(number)] ?? 0,
    ticketId: FIRST_TICKET_ID + number,
    createdAt,
    customer: customerOf(number),
    values: [
      { name: "hs_pipeline_stage", value: "1", at: createdAt },
      { name: "hs_ticket_priority", value: priorityOf(number), at: createdAt },
      ...turns.map((turn) => {
        const at = createdAt + Math.floor(MINUTES_INTO_STORY[turn] * stretch) * MINUTE_MS;
        return { ...valueSetBy(turn, at), at };
      }),
    ],
  };
}

export function storyOfTicket(ticketId: string): Story {
  return storyOf(Number(ticketId) - FIRST_TICKET_ID);
}

/** One that stays open: its resolution clock runs for hours after `createdAt`. */
export function openStoryOf(number: number, createdAt: number): Story {
  return storyOf(number * PLOTS.length + 2 + (number % 2), createdAt);
}

/** One that is over some hours after `createdAt`. */
export function closedStoryOf(number: number, createdAt: number): Story {
  return storyOf(number * PLOTS.length + (number % 2), createdAt);
}

/** The ticket as the CRM tells it when asked. */
export function snapshotOf(story: Story): TicketSnapshot {
  const history: Record<string, { at: number; value: string }[]> = {};
  const properties: Record<string, string> = {
    subject: `Press ${story.ticketId % 997} stops in the night shift`,
    hs_pipeline: "0",
    hubspot_owner_id: String(501 + (story.ticketId % 20)),
  };
  for (const { name, value, at } of story.values) {
    properties[name] = value;
    history[name] = [...(history[name] ?? []), { at, value }];
  }
  return {
    ticketId: String(story.ticketId),
    createdAt: story.createdAt,
    properties,
    history,
    customers: [{ ...idAsText(story.customer), isPrimary: story.customer.kind === "company" }],
  };
}

/** What grades a customer; all tiers occur. */
export function customerPropertiesOf(customerId: string): Readonly<Record<string, string>> {
  const share = hashOf(Number(customerId) % 1_000_003) % 100;
  return {
    name: `Customer ${customerId}`,
    total_revenue: String(share * share * 30),
    num_associated_deals: String(share % 12),
  };
}

function idAsText({ kind, id }: Story["customer"]) {
  return { kind, id: String(id) };
}

function creationOf(number: number): number {
  const seconds = hashOf(number) % Math.floor((SPREAD_MS - STORY_MS) / 1_000);
  return BENCH_NOW - SPREAD_MS + seconds * 1_000;
}

function portalIndexOf(number: number): number {
  return Math.floor(number / PLOTS.length) % PORTAL_IDS.length;
}

/** Every customer has several tickets of different plots, all of one portal; some are persons. */
function customerOf(number: number): Story["customer"] {
  const turn = Math.floor(number / (PLOTS.length * PORTAL_IDS.length));
  const group = Math.floor(turn / TICKETS_PER_CUSTOMER);
  const seat = (number + turn) % PLOTS.length;
  const id = FIRST_CUSTOMER_ID + group * 1_000 + portalIndexOf(number) * 10 + seat;
  return { kind: seat === 0 ? "contact" : "company", id };
}

function priorityOf(number: number): string {
  return PRIORITIES[hashOf(number + 7) % PRIORITIES.length] ?? "";
}

function valueSetBy(turn: Turn, at: number): { readonly name: string; readonly value: string } {
  switch (turn) {
    case "raised":
      return { name: "hs_ticket_priority", value: "HIGH" };
    case "answered":
      return { name: "first_agent_reply_date", value: new Date(at).toISOString() };
    case "waiting":
      return { name: "hs_pipeline_stage", value: "2" };
    case "resumed":
      return { name: "hs_pipeline_stage", value: "3" };
    case "closed":
      return { name: "hs_pipeline_stage", value: CLOSED_STAGE_ID };
  }
}

/** Spreads small numbers; the same number always gives the same. */
function hashOf(number: number): number {
  const mixed = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
