import type { CustomerKind, CustomerRef } from "../../domain/tiering/customer.ts";
import type { TicketSnapshot } from "../../ports/crm.ts";
import type { TicketPage } from "../../ports/crm-changes.ts";
import type { ImportKind, ImportWay, PortalImport } from "../../ports/import-store.ts";
import type { CustomerRow } from "../../ports/store.ts";
import { fieldProperties, ticketProperties } from "../intake/ticket-properties.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey, refOf } from "../tiering/customer-key.ts";
import { readCustomers } from "../tiering/know-customers.ts";
import { IMPORT_LEASE_MS, type ImportDeps } from "./import-deps.ts";
import { type ImportedAs, importedFacts } from "./imported-facts.ts";

/** Tickets read before their customers are: so many that those fill whole batches. */
const TICKETS_A_PORTION = 1_000;
const PAGES_A_PORTION = 40;
/** Enough to store at once, few enough to keep a transaction short. */
const TICKETS_A_TRANSACTION = 200;
/** Calls for 100 tickets: listed with everything, or searched for, then read and asked for their customers. */
const CALLS = {
  rebuild: { list: 2, search: 3.5 },
  since_install: { list: 1, search: 1.5 },
} as const;

/** Says whether the end was reached; it was not when somebody paused the import. */
export async function importTickets(
  deps: ImportDeps,
  context: PortalContext,
  run: PortalImport,
): Promise<boolean> {
  const { portalId } = context.portal;
  const known = run.kinds.find(({ kind }) => kind === "tickets");
  if (known?.isDone) return true;
  const way = run.way ?? (await chooseWay(deps, portalId, run));
  let after = known?.after ?? null;
  for (;;) {
    const { value: pages, calls } = await deps.crm.countCalls(() =>
      readPortion(deps, context, { run, way, after }),
    );
    await storePortion(deps, context, { run, pages, calls });
    after = pages.at(-1)?.after ?? null;
    if (after === null) return true;
    if (!(await deps.store.imports.beat(portalId, deps.timeSource.now(), IMPORT_LEASE_MS))) {
      return false;
    }
  }
}

/** Whatever needs fewer calls: where most tickets are wanted they are listed. */
async function chooseWay(
  { crm, store }: ImportDeps,
  portalId: string,
  run: PortalImport,
): Promise<ImportWay> {
  const { value: counts, calls } = await crm.countCalls(() =>
    crm.countTickets(portalId, wishOf(run)),
  );
  const costs = CALLS[run.history];
  const way = counts.all * costs.list <= counts.wanted * costs.search ? "list" : "search";
  const start = { after: null, isDone: false, done: 0, total: counts.wanted, calls };
  await store.transaction(async () => {
    await store.imports.chooseWay(portalId, way);
    await store.imports.advance(portalId, { kind: "tickets", ...start });
  });
  return way;
}

/** Tickets made since the import began are told by webhooks. */
function wishOf({ startedAt, closedSince }: PortalImport) {
  return { createdBefore: startedAt, closedSince };
}

async function readPortion(
  { crm }: ImportDeps,
  { portal, current }: PortalContext,
  at: { readonly run: PortalImport; readonly way: ImportWay; readonly after: string | null },
): Promise<readonly TicketPage[]> {
  const { run, way } = at;
  const pages: TicketPage[] = [];
  let { after } = at;
  let count = 0;
  do {
    const page: TicketPage = await crm.readTicketPage(portal.portalId, {
      ...wishOf(run),
      ...{ way, after },
      properties: ticketProperties(current.policy),
      hasHistory: run.history === "rebuild",
    });
    pages.push(page);
    after = page.after;
    count += page.tickets.length;
  } while (after !== null && count < TICKETS_A_PORTION && pages.length < PAGES_A_PORTION);
  return pages;
}

type Portion = {
  readonly run: PortalImport;
  readonly pages: readonly TicketPage[];
  readonly calls: number;
};

async function storePortion(
  deps: ImportDeps,
  context: PortalContext,
  { run, pages, calls }: Portion,
): Promise<void> {
  const grades = await knowAll(
    deps,
    context,
    pages.flatMap(({ tickets }) => tickets),
  );
  let unstored: TicketSnapshot[] = [];
  let uncounted = calls;
  for (const [index, { tickets, after }] of pages.entries()) {
    unstored.push(...tickets);
    const isLast = index === pages.length - 1;
    if (!isLast && unstored.length < TICKETS_A_TRANSACTION) continue;
    const counts = { done: unstored.length, calls: uncounted };
    await storeTickets(deps, context, { run, tickets: unstored, grades, ...counts, after });
    unstored = [];
    uncounted = 0;
  }
}

/** The customers of all tickets, graded: companies first, as contacts may have their tier. */
async function knowAll(
  deps: ImportDeps,
  context: PortalContext,
  tickets: readonly TicketSnapshot[],
): Promise<readonly CustomerRow[]> {
  const refs = [
    ...new Map(
      tickets.flatMap(({ customers }) => customers.map((one) => [customerKey(one), refOf(one)])),
    ).values(),
  ];
  const rows: CustomerRow[] = [];
  for (const kind of ["company", "contact"] as const) {
    const ofKind = refs.filter((ref) => ref.kind === kind);
    if (ofKind.length > 0) rows.push(...(await knowKind(deps, context, { kind, refs: ofKind })));
  }
  return rows;
}

const KIND_OF: Readonly<Record<CustomerKind, ImportKind>> = {
  company: "companies",
  contact: "contacts",
};

async function knowKind(
  deps: ImportDeps,
  context: PortalContext,
  { kind, refs }: { readonly kind: CustomerKind; readonly refs: readonly CustomerRef[] },
): Promise<readonly CustomerRow[]> {
  const { portalId } = context.portal;
  const known = await deps.store.customers.find(portalId, refs);
  const isKnown = new Set(known.map(customerKey));
  const missing = refs.filter((ref) => !isKnown.has(customerKey(ref)));
  if (missing.length === 0) return known;
  const { value: read, calls } = await deps.crm.countCalls(() =>
    readCustomers(deps, context, missing),
  );
  const progress = { after: null, isDone: false, done: read.length, calls };
  await deps.store.imports.advance(portalId, { kind: KIND_OF[kind], ...progress });
  return [...known, ...read];
}

/** A ticket that an event made known meanwhile has all its facts from there. */
async function storeTickets(
  { store, timeSource }: ImportDeps,
  context: PortalContext,
  portion: {
    readonly run: PortalImport;
    readonly tickets: readonly TicketSnapshot[];
    readonly grades: readonly CustomerRow[];
    readonly done: number;
    readonly calls: number;
    readonly after: string | null;
  },
): Promise<void> {
  const { run, tickets, grades, done, calls, after } = portion;
  const { portalId } = context.portal;
  const as = importedAs(context, run);
  const ids = tickets.map(({ ticketId }) => ticketId).toSorted();
  await store.transaction(async () => {
    await store.tickets.lock(portalId, ids);
    const existing = await store.tickets.existing(portalId, ids);
    const fresh = tickets.filter(({ ticketId }) => !existing.has(ticketId));
    await commitTickets(store, context, {
      ticketIds: ids.filter((id) => !existing.has(id)),
      facts: fresh.flatMap((snapshot) => importedFacts(snapshot, as)),
      grades,
      now: timeSource.now(),
    });
    const isDone = after === null;
    await store.imports.advance(portalId, { kind: "tickets", after, isDone, done, calls });
  });
}

function importedAs({ current, closedStages }: PortalContext, run: PortalImport): ImportedAs {
  const { history, startedAt } = run;
  return { history, startedAt, closedStages, fields: fieldProperties(current.policy) };
}
