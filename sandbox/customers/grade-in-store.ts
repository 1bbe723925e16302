import { createLogger } from "../../src/adapters/system/logger.ts";
import { createPortalContexts } from "../../src/app/sla/portal-contexts.ts";
import { regradeCustomers } from "../../src/app/tiering/regrade-customers.ts";
import { verifyCustomers } from "../../src/app/tiering/verify-customers.ts";
import { loadPreset } from "../../src/config/presets.ts";
import { invariant } from "../../src/domain/invariant.ts";
import type { Grade } from "../../src/domain/tiering/grade.ts";
import { gradeCustomer } from "../../src/domain/tiering/grade-customer.ts";
import { agingInputs, isSameGrade } from "../../src/domain/tiering/same-grade.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";
import type { Portal, Store } from "../../src/ports/store.ts";
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
  /** Customers of whom `verify` finds nothing that differs. */
  readonly verified: number;
  /** Customers whose stored grade is not what the file alone leads to. */
  readonly differences: readonly string[];
};

type Run = {
  readonly store: Store;
  readonly rules: TierRules;
  readonly purchases: readonly Purchase[];
  /** When everybody is graded, in order. */
  readonly looks: readonly number[];
};

/** Keeps the purchases as deals in a store, has the production grade and verify them, and compares. */
export async function gradeInStore(run: Run): Promise<StoredGrading> {
  const startedAt = performance.now();
  await saveDeals(run);
  const savedAt = performance.now();
  const graded = await gradeAll(run);
  const gradedAt = performance.now();
  return {
    importSeconds: (savedAt - startedAt) / 1000,
    gradeSeconds: (gradedAt - savedAt) / 1000,
    ...graded,
    ...(await compare(run)),
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

/** All turns are the production's own, one for each look; who has bought by then is known before it. */
async function gradeAll({ store, rules, purchases, looks }: Run): Promise<{
  readonly gradings: number;
  readonly written: number;
  readonly verified: number;
}> {
  const timeSource = { at: looks[0] ?? 0, now: () => timeSource.at };
  const deps = { store, contexts: createPortalContexts(store), timeSource, logger: SILENT };
  const { tiering } = rules;
  const [tiers, tierInputs] = [[...rules.tiers], [...rules.tierInputs]];
  await store.portals.save({ ...PORTAL, installedAt: timeSource.at });
  const policy = { ...loadPreset("general"), tiers, tierInputs, tiering, benefits: {} };
  await store.portals.savePolicy(PORTAL_ID, policy, timeSource.at);
  let [gradings, written, isKnownUntil] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const now of looks) {
    timeSource.at = now;
    const fresh = customersOf(purchases).filter(
      ({ firstAt }) => firstAt > isKnownUntil && firstAt <= now,
    );
    await know(store, fresh, now - 1);
    isKnownUntil = now;
    const turn = await regradeCustomers(deps, { portalId: PORTAL_ID, slot: `look ${now}` });
    invariant(turn !== null, "the portal is connected");
    gradings += turn.customers;
    written += turn.changed;
  }
  const watcher = { onDifference: () => undefined, onProgress: () => undefined };
  const { customers, different } = await verifyCustomers(deps, PORTAL_ID, watcher);
  return { gradings, written, verified: customers - different };
}

/** The first tier is the last one, as of anybody of whom nothing is known. */
async function know(
  store: Pick<Store, "customers" | "tiers">,
  fresh: readonly { readonly id: string }[],
  now: number,
): Promise<void> {
  for (const portion of portionsOf(fresh)) {
    const refs = portion.map(({ id }) => ({ kind: "contact" as const, id }));
    const rows = refs.map((ref) => ({
      ...ref,
      ...NOT_READ,
      grade: NO_GRADE,
      gradedAt: now,
      evaluatedAt: now,
    }));
    await store.customers.save(PORTAL_ID, rows);
    const first = { at: now, from: null, to: NO_GRADE.tier, cause: "first", score: 0 } as const;
    const nobody = { by: null, reason: null, inheritedFrom: null };
    await store.tiers.append(
      PORTAL_ID,
      refs.map((customer) => ({ ...first, ...nobody, customer })),
    );
  }
}

const SILENT = createLogger({ level: "silent" });
const PORTAL: Omit<Portal, "installedAt"> = {
  portalId: PORTAL_ID,
  state: "connected",
  mode: "observe",
  timeZone: "UTC",
  language: "en",
  uiDomain: "crm.example",
};
const NOT_READ = { properties: {}, policyVersion: 1, dataAt: 0 };
const NO_GRADE: Grade = {
  tier: "standard",
  score: 0,
  reasons: [],
  missing: [],
  standing: { earned: "standard", pendingDrop: null, override: null },
  inheritedFrom: null,
};

/** Grades all anew in memory, by the same looks, from the purchases alone. */
async function compare({ store, rules, purchases, looks }: Run) {
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
