import type { NamedValue, PortalState, StoredRecord } from "./portal-state.ts";
import { instantText, presentValue } from "./property-values.ts";

/** What HubSpot works out of a deal's stage and amount. Every portal here has one currency. */
export function dealConsequences(
  state: PortalState,
  record: StoredRecord,
  written: { readonly names: ReadonlySet<string>; readonly at: number },
): readonly NamedValue[] {
  const amount = presentValue(record, "amount") ?? "";
  const home = written.names.has("amount")
    ? [{ name: "amount_in_home_currency", value: amount }]
    : [];
  return written.names.has("dealstage") ? [...home, ...closing(state, record, written.at)] : home;
}

function closing(state: PortalState, record: StoredRecord, at: number): readonly NamedValue[] {
  const stageId = presentValue(record, "dealstage");
  const stage = state.dealPipelines
    .flatMap(({ stages }) => stages)
    .find(({ id }) => id === stageId);
  const isClosed = stage?.isClosed === true;
  const hasDate = presentValue(record, "closedate") !== undefined;
  return [
    { name: "hs_is_closed", value: String(isClosed) },
    { name: "hs_is_closed_won", value: String(isClosed && stage.probability === 1) },
    ...(isClosed && !hasDate ? [{ name: "closedate", value: instantText(at) }] : []),
  ];
}
