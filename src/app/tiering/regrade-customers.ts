import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { History } from "../../domain/tiering/history.ts";
import type { TierCuts } from "../../domain/tiering/quantiles.ts";
import { isSameGrade } from "../../domain/tiering/same-grade.ts";
import type { Logger } from "../../ports/logger.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { RegradeRun } from "../../ports/tier-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey, refOf } from "./customer-key.ts";
import { gradeAll, historiesOf, regradeKnown } from "./grade-customers.ts";
import { companyIdOf, type Gradable, type Graded } from "./grade-rows.ts";
import { type GradingRules, gradingRules } from "./grading-rules.ts";
import { grantBenefits, noteGrades } from "./note-grades.ts";

/**
 * Customers in memory at once: the page that is graded and the one that is read meanwhile. More of them
 * outlive the young generation of the heap, which costs more than fewer reads save.
 */
const PAGE = 1_000;

export type RegradeDeps = {
  readonly store: Pick<Store, "transaction" | "customers" | "tiers" | "benefits" | "outbox">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

export type RegradeProgress = Pick<RegradeRun, "customers" | "changed"> & {
  readonly portalId: string;
};

/**
 * Grades all customers of a portal anew, under the policy in force and with quantiles that are counted
 * anew, and writes only those whose grade says something else. After a turn under the same policy it looks
 * only at those whose grade may be another, as the store finds them. A turn that was interrupted goes on after
 * the last page that it finished; one that is done does nothing. Null for a portal that is away.
 */
export async function regradeCustomers(
  deps: RegradeDeps,
  { portalId, slot }: { readonly portalId: string; readonly slot: string },
  onProgress: (progress: RegradeProgress) => void = () => undefined,
): Promise<RegradeRun | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const rules = gradingRules(context.current);
  let run = await begin(deps, { portalId, slot, rules });
  if (run.finishedAt !== null) return run;
  const turn = { context, rules, cuts: await deps.store.tiers.cuts(portalId), at: run.asOf };
  let next = readPage(deps, turn, run);
  for (;;) {
    const page = await next;
    const last = page.rows.at(-1);
    if (last === undefined) break;
    // While this page is graded the next one is read. Its failure is met when its turn comes.
    const ahead = run.isWhole ? readPage(deps, turn, { ...run, after: refOf(last) }) : null;
    ahead?.catch(() => undefined);
    run = await regradePage(deps, turn, { run, page, last });
    onProgress({ portalId, customers: run.customers, changed: run.changed });
    next = ahead ?? readPage(deps, turn, run);
  }
  const finished = { ...run, finishedAt: deps.timeSource.now() };
  await deps.store.transaction(async () => {
    await deps.store.tiers.saveRun(portalId, finished);
    await deps.store.tiers.emptyRegradeQueue(portalId);
  });
  const { customers, changed } = finished;
  deps.logger.info({ portalId, slot, customers, changed }, "customers are graded anew");
  return finished;
}

/** A turn that would go on under another policy than it began with begins anew. */
async function begin(
  { store, timeSource }: RegradeDeps,
  wish: { readonly portalId: string; readonly slot: string; readonly rules: GradingRules },
): Promise<RegradeRun> {
  const { portalId, slot, rules } = wish;
  const known = await store.tiers.run(portalId, slot);
  if (known !== null && (known.finishedAt !== null || known.policyVersion === rules.version)) {
    return known;
  }
  const asOf = timeSource.now();
  const cuts = await store.tiers.countCuts(portalId, rules.cutRules, asOf);
  const last = await store.tiers.lastRun(portalId);
  const isWhole = last === null || last.policyVersion !== rules.version;
  return store.transaction(async () => {
    await store.tiers.saveCuts(portalId, cuts, asOf);
    await store.tiers.emptyRegradeQueue(portalId);
    const same = isWhole ? 0 : await countSame(store, { portalId, slot, rules, cuts, asOf });
    const counts = { after: null, customers: same, changed: 0, finishedAt: null, isWhole };
    const run: RegradeRun = { slot, policyVersion: rules.version, asOf, ...counts };
    await store.tiers.saveRun(portalId, run);
    return run;
  });
}

/** Puts the others into the queue. */
async function countSame(
  { customers, tiers }: RegradeDeps["store"],
  wish: {
    readonly portalId: string;
    readonly slot: string;
    readonly rules: GradingRules;
    readonly cuts: TierCuts;
    readonly asOf: number;
  },
): Promise<number> {
  const { portalId, slot, rules, cuts, asOf } = wish;
  const queued = await tiers.queueRegrade(portalId, {
    slot,
    version: rules.version,
    rules: rules.rules,
    cuts,
    aging: rules.aging,
    isInherited: rules.isInherited,
    products: rules.cutRules.products,
    benefits: Object.entries(rules.benefits).flatMap(([tier, benefits]) =>
      benefits.map(({ id }) => ({ tier, benefit_id: id })),
    ),
    now: asOf,
  });
  return Math.max(0, (await customers.count(portalId)) - queued);
}

type Turn = {
  readonly context: PortalContext;
  readonly rules: GradingRules;
  readonly cuts: TierCuts;
  readonly at: number;
};

type Page = {
  readonly rows: readonly CustomerRow[];
  readonly histories: ReadonlyMap<string, History>;
};

async function readPage(
  { store }: RegradeDeps,
  { context: { portal }, rules, at }: Turn,
  { slot, after, isWhole }: RegradeRun,
): Promise<Page> {
  const { portalId } = portal;
  const found = isWhole
    ? await store.customers.page(portalId, after, PAGE)
    : await store.customers.queued(portalId, slot, { after, limit: PAGE });
  // Contacts of the companies on this page may have to join the queue: they come on a page of their own.
  const rows = isWhole ? found : found.filter(({ kind }) => kind === found[0]?.kind);
  return { rows, histories: await historiesOf(store, { portal, rules }, { customers: rows, at }) };
}

async function regradePage(
  { store }: RegradeDeps,
  { context, rules, cuts, at }: Turn,
  work: { readonly run: RegradeRun; readonly page: Page; readonly last: CustomerRow },
): Promise<RegradeRun> {
  const { portal } = context;
  const { rows, histories } = work.page;
  // Who was graded since the turn began is done already, unless it was under other rules, or by a company
  // that this turn has graded since.
  const late = rows.filter((row) => {
    if (row.evaluatedAt < at) return false;
    return row.policyVersion !== rules.version || companyIdOf(rules, row) !== null;
  });
  const customers = rows
    .filter(({ evaluatedAt }) => evaluatedAt < at)
    .map((row): Gradable => ({ ...row, former: row }));
  const graded = await gradeAll(store, { portal, rules }, { customers, cuts, histories, at });
  return store.transaction(async () => {
    const saved = await saveChanged(store, { portal, rules, at }, graded);
    const anew = await regradeKnown(store, context, { refs: late, now: at });
    const joined = await queueContacts(store, { run: work.run, portal, rules }, saved);
    const done = {
      ...work.run,
      after: refOf(work.last),
      customers: work.run.customers + rows.length - joined,
      changed: work.run.changed + saved.length + changedOf(late, anew, rules),
    };
    await store.tiers.saveRun(portal.portalId, done);
    return done;
  });
}

/** A contact that has the tier of its company changes with it. Gives how many are looked at besides. */
async function queueContacts(
  { tiers }: RegradeDeps["store"],
  {
    run,
    portal,
    rules,
  }: Pick<Turn, "rules"> & Pick<PortalContext, "portal"> & { readonly run: RegradeRun },
  changed: readonly CustomerRef[],
): Promise<number> {
  if (run.isWhole || !rules.isInherited) return 0;
  const companyIds = changed.filter(({ kind }) => kind === "company").map(({ id }) => id);
  return tiers.queueContacts(portal.portalId, run.slot, companyIds);
}

function changedOf(
  before: readonly CustomerRow[],
  after: readonly CustomerRow[],
  { aging }: GradingRules,
): number {
  const known = new Map(before.map((row) => [customerKey(row), row.grade]));
  return after.filter((row) => {
    const former = known.get(customerKey(row));
    return former === undefined || !isSameGrade(former, row.grade, aging);
  }).length;
}

/** Gives those that were saved. What a tier brings is granted to all: grants expire without any change. */
async function saveChanged(
  store: RegradeDeps["store"],
  { portal, rules, at }: Pick<Turn, "rules" | "at"> & Pick<PortalContext, "portal">,
  graded: readonly Graded[],
): Promise<readonly CustomerRef[]> {
  const { portalId } = portal;
  const changed = graded.filter(({ isChanged }) => isChanged);
  const saved = await store.customers.saveUnlessGraded(
    portalId,
    changed.map(({ row, former }) => ({ ...row, seenAt: former?.evaluatedAt ?? at })),
  );
  const isSaved = new Set(saved.map(customerKey));
  const noted = changed.filter(({ row }) => isSaved.has(customerKey(row)));
  await noteGrades(store, { portal, rules }, { graded: noted, at, now: at });
  const same = graded.filter(({ isChanged }) => !isChanged);
  await grantBenefits(store, portalId, { rules, graded: same, at });
  return saved;
}
