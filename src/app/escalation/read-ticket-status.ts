import type { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { ClockState } from "../../domain/sla/clock.ts";
import type { Language } from "../../domain/words.ts";
import { currentClocks } from "../sla/current-clocks.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";
import type { CaseDeps } from "./act-on-case.ts";
import { type CaseSummary, caseSummaries } from "./case-summaries.ts";
import { type ChatUser, languageOf, personInPortals } from "./chat-person.ts";

/** How a ticket stands, for somebody who asks in the chat. */
export type TicketStatus = {
  readonly ticketId: string;
  readonly subject: string;
  readonly url: string;
  readonly ownerName: string | null;
  readonly gone: "deleted" | "merged" | null;
  readonly clocks: readonly {
    readonly kind: ClockKind;
    readonly state: ClockState;
    readonly dueAt: number | null;
    readonly endedAt: number | null;
  }[];
  readonly cases: readonly CaseSummary[];
  /** When the newest of what is behind this happened. */
  readonly dataAt: number;
};

export type TicketStatusAnswer = {
  readonly language: Language;
  readonly now: number;
  /** Of each portal of the workspace that knows the number; mostly one. */
  readonly tickets: readonly TicketStatus[];
};

const CASES_LIMIT = 10;

/** Only tickets of portals whose workspace this is: nobody else's are even looked for. */
export async function readTicketStatus(
  deps: CaseDeps,
  user: ChatUser,
  ticketId: string,
): Promise<TicketStatusAnswer> {
  const people = await personInPortals(deps, user);
  const tickets: TicketStatus[] = [];
  for (const { context } of people) {
    const { portalId } = context.portal;
    const found = await deps.store.within(portalId, () => statusIn(deps, context, ticketId));
    if (found !== null) tickets.push(found);
  }
  return { language: languageOf(people), now: deps.timeSource.now(), tickets };
}

async function statusIn(
  { store }: CaseDeps,
  context: PortalContext,
  ticketId: string,
): Promise<TicketStatus | null> {
  const { portal } = context;
  const row = await store.tickets.find(portal.portalId, ticketId);
  if (row === null) return null;
  const owners = await store.portals.owners(portal.portalId);
  const cases = await store.escalations.ofTickets(portal.portalId, [ticketId]);
  const { ticket } = row;
  return {
    ticketId,
    subject: ticket.subject,
    url: recordUrl(portal, "ticket", ticketId),
    ownerName: owners.find(({ ownerId }) => ownerId === ticket.ownerId)?.name ?? null,
    gone: ticket.gone?.reason ?? null,
    clocks: currentClocks(row.clocks).map(({ kind, state, dueAt, endedAt }) => ({
      kind,
      state,
      dueAt,
      endedAt,
    })),
    cases: await caseSummaries(store, context, cases.slice(-CASES_LIMIT)),
    dataAt: row.dataAt,
  };
}
