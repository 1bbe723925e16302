import type { Deals } from "../../ports/tier-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { DEAL, dealOf, withDealChange } from "./deal-of.ts";

/** A property event of a deal; `""` clears. */
export type DealChange = {
  readonly dealId: string;
  readonly name: string;
  readonly value: string;
  readonly at: number;
};

/** `read_again`: what the deal is cannot be told from the event, or the event is older than what is known. */
export type DealChangeResult = "applied" | "unchanged" | "not_used" | "not_known" | "read_again";

type DealState = Awaited<ReturnType<Deals["find"]>>[number];

/** Applies property events to deals that are known, and says for each, in order, what became of it. */
export async function applyDealChanges(
  { deals }: { readonly deals: Deals },
  { portal: { portalId }, current: { policy } }: Pick<PortalContext, "portal" | "current">,
  changes: readonly DealChange[],
): Promise<readonly DealChangeResult[]> {
  if (changes.length === 0) return [];
  const product = policy.tiering.dealProduct ?? null;
  const used = new Set<string>([...Object.values(DEAL), ...(product === null ? [] : [product])]);
  const found = await deals.find(portalId, [...new Set(changes.map(({ dealId }) => dealId))]);
  const known = new Map(found.map((deal) => [deal.dealId, deal]));
  const updated = new Map<string, DealState>();
  const results = new Map<DealChange, DealChangeResult>();
  const stages = await deals.stages(portalId);
  for (const change of [...changes].sort((a, b) => a.at - b.at)) {
    const before = known.get(change.dealId);
    const deal = updated.get(change.dealId) ?? before;
    if (!used.has(change.name)) results.set(change, "not_used");
    else if (before === undefined || deal === undefined) results.set(change, "not_known");
    else if ((deal.properties[change.name] ?? "") === change.value)
      results.set(change, "unchanged");
    else {
      const properties = withDealChange(deal.properties, change, stages);
      const isNews = change.at > before.dataAt && properties !== null;
      results.set(change, isNews ? "applied" : "read_again");
      if (!isNews) continue;
      const reading = { stages, product, dataAt: Math.max(deal.dataAt, change.at) };
      const { customers } = deal;
      updated.set(change.dealId, { ...dealOf({ ...deal, properties }, reading), customers });
    }
  }
  await deals.save(portalId, [...updated.values()]);
  return changes.map((change) => results.get(change) ?? "unchanged");
}
