import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { CustomerRow } from "../../ports/store.ts";
import { customerKey } from "./customer-key.ts";
import { customerProperties } from "./customer-properties.ts";
import { type GradingContext, type GradingStore, gradeCustomers } from "./grade-customers.ts";

/** A property event of a contact or a company; `""` clears. */
export type CustomerChange = {
  readonly customer: CustomerRef;
  readonly property: string;
  readonly value: string;
  readonly at: number;
};

/**
 * `read_again`: the event is older than what is known and says something else. Which of the two holds
 * cannot be told from it, so the customer has to be read from the CRM.
 */
export type CustomerChangeResult =
  | "applied"
  | "unchanged"
  | "not_mapped"
  | "not_known"
  | "read_again";

/**
 * Applies property events to customers that are known, grades those anew, and says for each change,
 * in order, what became of it. Reads nothing from the CRM.
 */
export async function applyCustomerChanges(
  store: GradingStore,
  context: GradingContext,
  work: { readonly changes: readonly CustomerChange[]; readonly now: number },
): Promise<readonly CustomerChangeResult[]> {
  const refs = new Map(work.changes.map(({ customer }) => [customerKey(customer), customer]));
  if (refs.size === 0) return [];
  return store.transaction(() =>
    applyLocked(store, context, { ...work, refs: [...refs.values()] }),
  );
}

async function applyLocked(
  store: GradingStore,
  context: GradingContext,
  work: {
    readonly changes: readonly CustomerChange[];
    readonly refs: readonly CustomerRef[];
    readonly now: number;
  },
): Promise<readonly CustomerChangeResult[]> {
  const found = await store.customers.lock(context.portal.portalId, work.refs);
  const known = new Map(found.map((row) => [customerKey(row), row]));
  const updated = new Map<string, CustomerRow>();
  const results = new Map<CustomerChange, CustomerChangeResult>();
  for (const change of inOrder(work.changes)) {
    const key = customerKey(change.customer);
    const before = known.get(key);
    const row = updated.get(key) ?? before;
    const result = judge(context, change, { before, row });
    results.set(change, result);
    // An equal value is news too: it tells that an older event is out of date.
    const isNews =
      result === "applied" || (result === "unchanged" && change.at > (row?.dataAt ?? 0));
    if (row !== undefined && isNews) updated.set(key, withChange(row, change));
  }
  await gradeCustomers(store, context, { snapshots: [...updated.values()], now: work.now });
  return work.changes.map((change) => results.get(change) ?? "unchanged");
}

/** Changes of one call are put in order, so only what was known before them can be newer. */
function judge(
  { current }: GradingContext,
  change: CustomerChange,
  known: { readonly before: CustomerRow | undefined; readonly row: CustomerRow | undefined },
): CustomerChangeResult {
  const { before, row } = known;
  if (!customerProperties(current.policy, change.customer.kind).includes(change.property)) {
    return "not_mapped";
  }
  if (before === undefined || row === undefined) return "not_known";
  if ((row.properties[change.property] ?? "") === change.value) return "unchanged";
  return change.at > before.dataAt ? "applied" : "read_again";
}

function withChange(row: CustomerRow, { property, value, at }: CustomerChange): CustomerRow {
  const { [property]: _former, ...others } = row.properties;
  const properties = value === "" ? others : { ...others, [property]: value };
  return { ...row, properties, dataAt: Math.max(row.dataAt, at) };
}

function inOrder(changes: readonly CustomerChange[]): CustomerChange[] {
  return [...changes].sort((a, b) => a.at - b.at);
}
