import { primaryAssociationType } from "./association-types.ts";
import { linksOf } from "./associations.ts";
import { findRecord, type Origin, type PortalState, type RecordRef } from "./portal-state.ts";
import { writeRecord } from "./records.ts";

const PROPERTY = "associatedcompanyid";

/** HubSpot keeps on a contact which company is its primary one. */
export function keepPrimaryCompany(
  state: PortalState,
  pair: readonly RecordRef[],
  origin: Origin,
): void {
  const contact = pair.find(({ type }) => type === "contacts");
  if (contact === undefined || !pair.some(({ type }) => type === "companies")) return;
  const record = findRecord(state, "contacts", contact.id);
  if (record === undefined) return;
  const primary = primaryAssociationType("contacts", "companies")?.typeId;
  const company = linksOf(state, contact, "companies").find(({ typeIds }) =>
    typeIds.some((id) => id === primary),
  );
  const values = [{ name: PROPERTY, value: company?.toId ?? "" }];
  writeRecord(state, record, { values, origin });
}
