import type { Policy } from "../../domain/governance/policy.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { settledTier } from "../../domain/tiering/settle-grade.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { refOf } from "./customer-key.ts";
import { customerName } from "./customer-name.ts";
import { gradeAll, historiesOf } from "./grade-customers.ts";
import type { Gradable, Graded } from "./grade-rows.ts";
import { gradingRules } from "./grading-rules.ts";

const PAGE = 2_000;
const MAX_EXAMPLES = 50;

export type PreviewDeps = {
  readonly store: {
    readonly customers: Pick<Store["customers"], "page" | "find" | "history" | "count">;
    readonly tiers: Pick<Store["tiers"], "countCuts">;
  };
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** So many customers have `from` today, `to` at once, and `settled` when every grace period is over. */
export type TierMove = {
  readonly from: string;
  readonly to: string;
  readonly settled: string;
  readonly customers: number;
};

export type MoveExample = Omit<TierMove, "customers"> & {
  readonly customer: CustomerRef;
  /** Null when the CRM has none. */
  readonly name: string | null;
  readonly score: { readonly from: number; readonly to: number };
};

export type RegradePreview = {
  readonly at: number;
  readonly customers: number;
  /** Those who stay where they are among them; the largest first. */
  readonly moves: readonly TierMove[];
  /** Some of those who move, those whose score changes most first. */
  readonly examples: readonly MoveExample[];
};

export type PreviewWish = {
  readonly portalId: string;
  /** The rules that may come. */
  readonly policy: Policy;
  /** Once it is true, the preview ends without an answer. */
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
};

/**
 * Who would move where under other rules, if they were in force now. Writes nothing. Null for a portal that
 * is away and for a preview that was cancelled.
 */
export async function previewRegrade(
  deps: PreviewDeps,
  wish: PreviewWish,
): Promise<RegradePreview | null> {
  const { store } = deps;
  const { portalId, policy } = wish;
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const at = deps.timeSource.now();
  const rules = gradingRules({ version: context.current.version, policy });
  const under = { portal: context.portal, rules };
  const cuts = await store.tiers.countCuts(portalId, rules.cutRules, at);
  const of = await store.customers.count(portalId);
  const seen = createTally(policy);
  let after: CustomerRef | null = null;
  do {
    if (wish.isCancelled?.() === true) return null;
    const rows: readonly CustomerRow[] = await store.customers.page(portalId, after, PAGE);
    const histories = await historiesOf(store, under, { customers: rows, at });
    const customers = rows.map((row): Gradable => ({ ...row, former: row }));
    const companies = companiesUnder(store, seen);
    for (const one of await gradeAll(companies, under, { customers, histories, cuts, at })) {
      seen.add(one);
    }
    const last = rows.at(-1);
    after = rows.length < PAGE || last === undefined ? null : refOf(last);
    wish.onProgress?.({ done: seen.customers(), of });
  } while (after !== null);
  return { at, customers: seen.customers(), ...seen.result() };
}

type Tally = ReturnType<typeof createTally>;

/** Contacts inherit what their company would have, which is stored nowhere. */
function companiesUnder({ customers }: PreviewDeps["store"], { companies }: Tally) {
  const find: Store["customers"]["find"] = async (portalId, refs) => {
    const graded = refs.flatMap(({ id }) => companies.get(id) ?? []);
    const rest = refs.filter(({ id }) => !companies.has(id));
    return [...graded, ...(rest.length === 0 ? [] : await customers.find(portalId, rest))];
  };
  return { customers: { find } };
}

function createTally(policy: Policy) {
  const isInherited = policy.tiering.customers === "companies";
  const moves = new Map<string, TierMove>();
  const companies = new Map<string, CustomerRow>();
  let examples: readonly MoveExample[] = [];
  let customers = 0;
  const changeOf = ({ score }: MoveExample) => Math.abs(score.to - score.from);
  return {
    companies,
    customers: () => customers,
    add: ({ row, former }: Graded): void => {
      customers += 1;
      if (isInherited && row.kind === "company") companies.set(row.id, row);
      const from = former?.grade ?? row.grade;
      const move = { from: from.tier, to: row.grade.tier, settled: settledTier(policy, row.grade) };
      const key = `${move.from} ${move.to} ${move.settled}`;
      moves.set(key, { ...move, customers: (moves.get(key)?.customers ?? 0) + 1 });
      if (move.from === move.to && move.to === move.settled) return;
      const score = { from: from.score, to: row.grade.score };
      const example = { ...move, customer: refOf(row), name: customerName(row), score };
      const weakest = examples.at(-1);
      const isFull = examples.length === MAX_EXAMPLES;
      if (isFull && weakest !== undefined && changeOf(weakest) >= changeOf(example)) return;
      examples = [...examples, example]
        .toSorted((a, b) => changeOf(b) - changeOf(a))
        .slice(0, MAX_EXAMPLES);
    },
    result: () => ({
      moves: [...moves.values()].toSorted((a, b) => b.customers - a.customers),
      examples,
    }),
  };
}
