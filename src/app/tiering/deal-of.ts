import type { Deal } from "../../domain/tiering/deal.ts";
import { instantOf } from "../../domain/time/instant.ts";
import type { DealSnapshot } from "../../ports/crm.ts";
import type { DealRow, DealStages } from "../../ports/tier-store.ts";

/** Properties by which a CRM says what a deal is; the closing ones it works out from the stage. */
export const DEAL = {
  name: "dealname",
  amount: "amount",
  homeAmount: "amount_in_home_currency",
  stage: "dealstage",
  closed: "closedate",
  isClosed: "hs_is_closed",
  isWon: "hs_is_closed_won",
} as const;

/** What follows from a deal's properties. */
export function dealOf(
  { dealId, createdAt, properties }: DealSnapshot,
  { stages, product, dataAt }: DealReading,
): Omit<DealRow, "customers"> {
  return {
    dealId,
    name: properties[DEAL.name] ?? "",
    state: stateOf(properties, stages),
    amount: numberOf(properties[DEAL.homeAmount]) ?? numberOf(properties[DEAL.amount]),
    product: (product && properties[product]) ?? null,
    createdAt,
    closedAt: instantOf(properties[DEAL.closed] ?? ""),
    properties,
    dataAt,
  };
}

export type DealReading = {
  readonly stages: DealStages;
  /** The property that says what was bought. */
  readonly product: string | null;
  readonly dataAt: number;
};

/** As the deal says itself, else as its stage says; what nobody says is open. */
function stateOf(properties: Readonly<Record<string, string>>, stages: DealStages): Deal["state"] {
  if (properties[DEAL.isWon] === "true") return "won";
  if (properties[DEAL.isClosed] === "true") return "lost";
  if (properties[DEAL.isClosed] === "false") return "open";
  return stages[properties[DEAL.stage] ?? ""] ?? "open";
}

function numberOf(text: string | undefined): number | null {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/**
 * The properties after one of them changed, by an event alone; null where that does not tell enough: of a
 * stage that is not known, and of an amount that has another one in the portal's own currency beside it.
 */
export function withDealChange(
  properties: Readonly<Record<string, string>>,
  { name, value }: { readonly name: string; readonly value: string },
  stages: DealStages,
): Readonly<Record<string, string>> | null {
  const { [name]: former, ...others } = properties;
  const changed = value === "" ? others : { ...others, [name]: value };
  if (name === DEAL.stage) {
    if (stages[value] === undefined) return null;
    const { [DEAL.isClosed]: _isClosed, [DEAL.isWon]: _isWon, ...rest } = changed;
    return rest;
  }
  const home = properties[DEAL.homeAmount];
  if (name !== DEAL.amount || home === undefined) return changed;
  if (numberOf(home) !== numberOf(former)) return null;
  return { ...changed, [DEAL.homeAmount]: value };
}
