import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { Grade } from "../../domain/tiering/grade.ts";
import type { History } from "../../domain/tiering/history.ts";
import type { TierOverride } from "../../domain/tiering/standing.ts";
import type { CustomerSnapshot } from "../../ports/crm.ts";
import type { CustomerRow, Customers, Store } from "../../ports/store.ts";
import type { Tiers } from "../../ports/tier-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey, refOf } from "./customer-key.ts";
import {
  companyIdOf,
  type Gradable,
  type Graded,
  type GradingBasis,
  gradeRow,
} from "./grade-rows.ts";
import { type GradingRules, gradingRules } from "./grading-rules.ts";
import { type Noting, type NotingStore, noteGrades } from "./note-grades.ts";

export type GradingStore = NotingStore & {
  transaction: Store["transaction"];
  readonly customers: Pick<Customers, "find" | "lock" | "save" | "history" | "contactsOf">;
  readonly tiers: Pick<Tiers, "append" | "cuts">;
};

export type GradingContext = Pick<PortalContext, "portal" | "current">;

/** A customer with all that is known of it; `dataAt` is absent when it was read just now. */
type Snapshot = CustomerSnapshot & { readonly dataAt?: number };

export type Grading = { readonly snapshots: readonly Snapshot[]; readonly now: number };

/** Another look at customers that are known, and what somebody wants to be otherwise. */
export type Regrading = {
  readonly refs: readonly CustomerRef[];
  readonly now: number;
  readonly override?: TierOverride | null;
  /** Who ended an override. */
  readonly by?: { readonly id: string; readonly name: string };
};

/** Contacts that get their company's grade with one statement. */
const CONTACTS_AT_ONCE = 1_000;

/**
 * Grades customers by the policy in force and stores them with all that follows: tier history, benefits,
 * what the CRM has to be told, and the contacts that have their company's tier. `gradedAt` tells since
 * when the tier stands.
 */
export function gradeCustomers(
  store: GradingStore,
  { portal, current }: GradingContext,
  grading: Grading,
): Promise<readonly CustomerRow[]> {
  const snapshots = oneOfEach(grading.snapshots);
  if (snapshots.length === 0) return Promise.resolve([]);
  return store.transaction(async () => {
    const locked = await store.customers.lock(portal.portalId, snapshots.map(refOf));
    const formers = new Map(locked.map((row) => [customerKey(row), row]));
    const customers = snapshots.map(
      (snapshot): Gradable => ({
        ...snapshot,
        dataAt: snapshot.dataAt ?? grading.now,
        former: formers.get(customerKey(snapshot)) ?? null,
      }),
    );
    return gradeLocked(store, { portal, current }, { customers, now: grading.now });
  });
}

/** Grades customers anew from what is kept of them; those that are not known are left out. */
export function regradeKnown(
  store: GradingStore,
  context: GradingContext,
  { refs, now, override, by }: Regrading,
): Promise<readonly CustomerRow[]> {
  if (refs.length === 0) return Promise.resolve([]);
  return store.transaction(async () => {
    const locked = await store.customers.lock(context.portal.portalId, refs);
    const wish = override === undefined ? {} : { override };
    const customers = locked.map((row): Gradable => ({ ...row, former: row, ...wish }));
    return gradeLocked(store, context, { customers, now, ...(by && { by }) });
  });
}

async function gradeLocked(
  store: GradingStore,
  { portal, current }: GradingContext,
  work: Omit<Work, "at"> & { readonly now: number },
): Promise<readonly CustomerRow[]> {
  const context = { portal, rules: gradingRules(current) };
  const formers = work.customers.flatMap(({ former }) => former ?? []);
  const at = laterThanAll(formers, work.now);
  const graded = await gradeAndSave(store, context, { ...work, at });
  await passOn(store, context, { graded, at, now: work.now });
  return graded.map(({ row }) => row);
}

type RulesContext = {
  readonly portal: PortalContext["portal"];
  readonly rules: GradingRules;
};

type Work = {
  readonly customers: readonly Gradable[];
  readonly at: number;
  readonly by?: { readonly id: string; readonly name: string };
};

async function gradeAndSave(
  store: GradingStore,
  context: RulesContext,
  work: Work & { readonly now: number },
): Promise<readonly Graded[]> {
  const { portalId } = context.portal;
  const cuts = await store.tiers.cuts(portalId);
  const histories = await historiesOf(store, context, work);
  const graded = await gradeAll(store, context, { ...work, cuts, histories });
  await store.customers.save(
    portalId,
    graded.map(({ row }) => row),
  );
  await noteGrades(store, context, { graded, at: work.at, now: work.now });
  return graded;
}

/** Grades customers of a page or an event; writes nothing. Companies come first: contacts inherit. */
export async function gradeAll(
  { customers: stored }: { readonly customers: Pick<Customers, "find"> },
  { portal, rules }: RulesContext,
  { customers, ...basis }: Work & Pick<GradingBasis, "cuts" | "histories">,
): Promise<readonly Graded[]> {
  const companies = new Map<string, Grade>();
  const graded = new Map<Gradable, Graded>();
  for (const company of customers.filter(({ kind }) => kind === "company")) {
    const one = gradeRow(rules, company, { ...basis, companies });
    graded.set(company, one);
    companies.set(company.id, one.row.grade);
  }
  const asked = new Set(customers.flatMap((customer) => companyIdOf(rules, customer) ?? []));
  const unknown = [...asked].filter((id) => !companies.has(id));
  if (unknown.length > 0) {
    const refs = unknown.map((id): CustomerRef => ({ kind: "company", id }));
    const found = await stored.find(portal.portalId, refs);
    for (const { id, grade } of found) companies.set(id, grade);
  }
  return customers.map(
    (customer) => graded.get(customer) ?? gradeRow(rules, customer, { ...basis, companies }),
  );
}

/** What the rules count of each customer, by `customerKey`. */
export async function historiesOf(
  { customers: stored }: { readonly customers: Pick<Customers, "history"> },
  { portal, rules }: RulesContext,
  { customers, at }: { readonly customers: readonly CustomerRef[]; readonly at: number },
): Promise<ReadonlyMap<string, History>> {
  const histories: (readonly [string, History])[] = [];
  for (const kind of CustomerKind.options) {
    const questions = rules.questions[kind];
    const refs = customers.filter((customer) => customer.kind === kind).map(refOf);
    if (questions.length === 0 || refs.length === 0) continue;
    const wish = { questions, products: rules.cutRules.products, now: at };
    histories.push(...(await stored.history(portal.portalId, refs, wish)));
  }
  return new Map(histories);
}

/** Contacts of companies whose grade changed have it too. */
async function passOn(
  store: GradingStore,
  context: RulesContext,
  { graded, at, now }: Noting,
): Promise<void> {
  const { portal, rules } = context;
  const companyIds = graded
    .filter(({ row, isChanged }) => row.kind === "company" && isChanged)
    .map(({ row }) => row.id);
  if (!rules.isInherited || companyIds.length === 0) return;
  let afterId: string | null = null;
  do {
    const page = { afterId, limit: CONTACTS_AT_ONCE };
    const found: readonly CustomerRow[] = await store.customers.contactsOf(
      portal.portalId,
      companyIds,
      page,
    );
    afterId = found.length < CONTACTS_AT_ONCE ? null : (found.at(-1)?.id ?? null);
    const locked = await store.customers.lock(portal.portalId, found.map(refOf));
    const customers = locked.map((row): Gradable => ({ ...row, former: row }));
    if (customers.length === 0) continue;
    await gradeAndSave(store, context, { customers, at: laterThanAll(locked, at), now });
  } while (afterId !== null);
}

/** The last of equal ones: a statement cannot write the same row twice. */
function oneOfEach(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return [...new Map(snapshots.map((snapshot) => [customerKey(snapshot), snapshot])).values()];
}

/** Clocks of processes differ: every grade of a customer comes after the one before it. */
function laterThanAll(rows: readonly CustomerRow[], now: number): number {
  return rows.reduce((at, { evaluatedAt }) => Math.max(at, evaluatedAt + 1), now);
}
