import type { CaseRow } from "../../ports/case-store.ts";
import type { CaseLine, CaseList } from "../../ports/notifier.ts";
import type { CustomerRow, Store, TicketRow } from "../../ports/store.ts";
import { currentClocks } from "../sla/current-clocks.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { nameAmong } from "./case-told.ts";

export type ListedCase = {
  readonly one: CaseRow;
  readonly row: TicketRow;
  readonly line: CaseLine;
  /** No clock of the ticket runs, because somebody else has to act first. */
  readonly isPaused: boolean;
};

/** Cases as lists show them, what is due first on top. */
export async function listCases(
  store: Pick<Store, "tickets" | "customers">,
  { portal }: PortalContext,
  cases: readonly CaseRow[],
): Promise<readonly ListedCase[]> {
  const ticketIds = [...new Set(cases.map(({ ticketId }) => ticketId))];
  const rows = await store.tickets.findAll(portal.portalId, ticketIds);
  const rowOf = new Map(rows.map((row) => [row.ticket.ticketId, row]));
  const refs = new Map(
    rows.flatMap(({ ticket }) => ticket.customers).map((ref) => [customerKey(ref), ref]),
  );
  const customers = await store.customers.find(portal.portalId, [...refs.values()]);
  const byKey = new Map(customers.map((customer) => [customerKey(customer), customer]));
  const listed = cases.flatMap((one): ListedCase[] => {
    const row = rowOf.get(one.ticketId);
    if (row === undefined) return [];
    const own = row.ticket.customers.flatMap((ref) => byKey.get(customerKey(ref)) ?? []);
    const url = recordUrl(portal, "ticket", one.ticketId);
    return [{ one, row, line: lineOf(one, row, { url, customers: own }), isPaused: isPaused(row) }];
  });
  return listed.toSorted(byDueTime);
}

/** The first `limit` of them as a message has room for. */
export function listOf(listed: readonly ListedCase[], limit: number): CaseList {
  return { lines: listed.slice(0, limit).map(({ line }) => line), total: listed.length };
}

function lineOf(
  one: CaseRow,
  row: TicketRow,
  { url, customers }: { readonly url: string; readonly customers: readonly CustomerRow[] },
): CaseLine {
  return {
    caseId: one.caseId,
    subject: row.ticket.subject,
    url,
    customerName: nameAmong(customers, row.ticket.customers),
    state: one.state,
    dueAt: dueAtOf(row),
    takenBy: one.takenBy.map(({ name }) => name),
    snoozedUntil: one.snoozedUntil,
  };
}

function openClocks(row: TicketRow) {
  return currentClocks(row.clocks).filter(({ endedAt }) => endedAt === null);
}

function dueAtOf(row: TicketRow): number | null {
  const dueAts = openClocks(row).flatMap(({ dueAt }) => dueAt ?? []);
  return dueAts.length === 0 ? null : Math.min(...dueAts);
}

function isPaused(row: TicketRow): boolean {
  const states = openClocks(row).map(({ state }) => state);
  return states.includes("paused") && !states.includes("running");
}

function byDueTime(a: ListedCase, b: ListedCase): number {
  const never = Number.POSITIVE_INFINITY;
  const [aDueAt, bDueAt] = [a.line.dueAt ?? never, b.line.dueAt ?? never];
  if (aDueAt !== bDueAt) return aDueAt - bDueAt;
  return a.one.openedAt - b.one.openedAt || (a.one.caseId < b.one.caseId ? -1 : 1);
}
