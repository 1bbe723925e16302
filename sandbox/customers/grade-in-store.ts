import { customerKey } from "../../src/app/tiering/customer-key.ts";
import type { Grade } from "../../src/domain/tiering/grade.ts";
import { gradeCustomer } from "../../src/domain/tiering/grade-customer.ts";
import { agingInputs, isSameGrade } from "../../src/domain/tiering/same-grade.ts";
import { gradedHistory, inputsOf } from "../../src/domain/tiering/score.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";
import type { CustomerRow, Store } from "../../src/ports/store.ts";
import { customersOf, scoreDay } from "./grade-day.ts";
import type { Purchase } from "./purchase.ts";

const PORTAL_ID = "4242003";
const PORTION = 1_000;

export type StoredGrading = {
  readonly importSeconds: number;
  readonly gradeSeconds: number;
  readonly gradings: number;
  readonly written: number;
  readonly customers: number;
  /** Customers whose stored grade is not what the file alone leads to. */
  readonly differences: readonly string[];
};

type Run = {
  readonly store: Pick<Store, "customers" | "deals" | "tiers">;
  readonly rules: TierRules;
  readonly purchases: readonly Purchase[];
  /** When everybody is graded, in order. */
  readonly looks: readonly number[];
};

/** Keeps the purchases as deals in a store, grades by what the store counts, and compares. */
export async function gradeInStore(run: Run): Promise<StoredGrading> {
  const startedAt = performance.now();
  await saveDeals(run);
  const savedAt = performance.now();
  let [gradings, written] = [0, 0];
  for (const now of run.looks) {
    const done = await gradeAll(run, now);
    gradings += done.gradings;
    written += done.written;
  }
  const gradedAt = performance.now();
  return {
    importSeconds: (savedAt - startedAt) / 1000,
    gradeSeconds: (gradedAt - savedAt) / 1000,
    gradings,
    written,
    ...(await verify(run)),
  };
}

async function saveDeals({ store, purchases }: Run): Promise<void> {
  for (const portion of portionsOf(purchases)) {
    const deals = portion.map(({ invoice, amount, at }) => ({
      dealId: invoice,
      name: invoice,
      state: "won" as const,
      amount,
      product: null,
      createdAt: at,
      closedAt: at,
      properties: {},
      dataAt: at,
    }));
    await store.deals.save(PORTAL_ID, deals);
    const links = portion.map(({ invoice, customer, at }) => ({
      dealId: invoice,
      customer: { kind: "contact" as const, id: customer },
      isLinked: true,
      at,
    }));
    await store.deals.link(PORTAL_ID, links);
  }
}

/** Who is known makes the cuts, so the new ones are kept before anything is counted. */
async function gradeAll(run: Run, now: number): Promise<{ gradings: number; written: number }> {
  const { store, rules } = run;
  const refs = customersOf(run.purchases)
    .filter(({ firstAt }) => firstAt <= now)
    .map(({ id }) => ({ kind: "contact" as const, id }));
  const aging = agingInputs(rules);
  const found = await inPortions(refs, (portion) => store.customers.find(PORTAL_ID, portion));
  const former = new Map(found.map((row) => [row.id, row]));
  const unknown = refs.filter(({ id }) => !former.has(id));
  for (const portion of portionsOf(unknown)) {
    const rows = portion.map((ref) => ({ ...ref, ...NOT_READ, grade: NO_GRADE }));
    await store.customers.save(PORTAL_ID, rows);
  }
  const wish = { inputs: inputsOf(rules, "contact"), products: [] };
  const cuts = await store.tiers.countCuts(PORTAL_ID, wish, now);
  const questions = gradedHistory(rules, "contact");
  let written = 0;
  for (const portion of portionsOf(refs)) {
    const counted = { questions, products: [], now };
    const histories = await store.customers.history(PORTAL_ID, portion, counted);
    const rows = portion.flatMap((ref): readonly CustomerRow[] => {
      const before = former.get(ref.id) ?? null;
      const history = histories.get(customerKey(ref)) ?? {};
      const facts = { kind: ref.kind, properties: {}, history, cuts };
      const grade = gradeCustomer(rules, facts, { before: before?.grade ?? null, now });
      if (before !== null && isSameGrade(before.grade, grade, aging)) return [];
      return [{ ...ref, ...NOT_READ, grade, gradedAt: now, evaluatedAt: now }];
    });
    await store.customers.save(PORTAL_ID, rows);
    written += rows.length;
  }
  return { gradings: refs.length, written };
}

const NOT_READ = { properties: {}, gradedAt: 0, evaluatedAt: 0, policyVersion: 1, dataAt: 0 };
const NO_GRADE: Grade = {
  tier: "standard",
  score: 0,
  reasons: [],
  missing: [],
  standing: { earned: "standard", pendingDrop: null, override: null },
  inheritedFrom: null,
};

/** Grades all anew in memory, by the same looks, from the purchases alone. */
async function verify({ store, rules, purchases, looks }: Run) {
  const customers = customersOf(purchases);
  const grades = new Map<string, Grade>();
  for (const now of looks) {
    for (const { customer, facts } of scoreDay(rules, customers, now)) {
      const before = grades.get(customer.id) ?? null;
      grades.set(customer.id, gradeCustomer(rules, facts, { before, now }));
    }
  }
  const refs = [...grades.keys()].map((id) => ({ kind: "contact" as const, id }));
  const rows = await inPortions(refs, (portion) => store.customers.find(PORTAL_ID, portion));
  const stored = new Map(rows.map(({ id, grade }) => [id, grade]));
  const aging = agingInputs(rules);
  const differences = [...grades].flatMap(([id, grade]) => {
    const kept = stored.get(id);
    return kept !== undefined && isSameGrade(kept, grade, aging) ? [] : [id];
  });
  return { customers: grades.size, differences };
}

function portionsOf<T>(entries: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(entries.length / PORTION);
  return Array.from({ length: count }, (_, index) =>
    entries.slice(index * PORTION, (index + 1) * PORTION),
  );
}

async function inPortions<T, R>(
  entries: readonly T[],
  read: (portion: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const found: R[] = [];
  for (const portion of portionsOf(entries)) found.push(...(await read(portion)));
  return found;
}
