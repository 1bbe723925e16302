import type { CustomerKind, CustomerRef } from "../../domain/tiering/customer.ts";
import type { ChangedRecord } from "../../ports/crm-changes.ts";
import type { CustomerRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerProperties } from "../tiering/customer-properties.ts";
import { type Gap, gapOf, isSameValue } from "./gap.ts";
import type { GapDeps } from "./sweep-gaps.ts";

/** Of these HubSpot surely tells. Of sums, and of what only the policy asks for, it may tell nothing. */
const ALWAYS_TOLD: readonly string[] = [
  "lifecyclestage",
  "hubspot_owner_id",
  "associatedcompanyid",
];

type Look = {
  readonly kind: CustomerKind;
  readonly records: readonly ChangedRecord[];
  readonly connectedAt: number;
  readonly until: number;
};

/** What the CRM knows of customers that were changed, and nobody told. */
export async function customerGaps(
  deps: GapDeps,
  context: PortalContext,
  look: Look,
): Promise<readonly Gap[]> {
  const { portalId } = context.portal;
  const { kind, records, connectedAt, until } = look;
  const ids = records.map(({ id }) => id);
  const waiting = await deps.recovery.waiting(portalId, kind, ids);
  const isWaiting = new Set(waiting.map(({ objectId }) => objectId));
  const refs = ids.map((id): CustomerRef => ({ kind, id }));
  const found = await deps.store.customers.find(portalId, refs);
  const rows = new Map(found.map((row) => [row.id, row]));
  // What waits is applied first; the record is looked at again with its next change.
  const quiet = records.filter(({ id }) => !isWaiting.has(id));
  const made = quiet
    .filter(({ id, createdAt }) => !rows.has(id) && createdAt >= connectedAt && createdAt <= until)
    .map(({ id, createdAt }) =>
      gapOf("recovered", {
        ...{ portalId, object: kind, objectId: id, occurredAt: createdAt },
        change: { kind: "created" },
      }),
    );
  const properties = customerProperties(context.current.policy, kind);
  const other = quiet.flatMap((record) => {
    const row = rows.get(record.id);
    return row === undefined ? [] : differencesOf({ record, row, properties });
  });
  return [...made, ...(await changesOf(deps, portalId, { ...look, differences: other }))];
}

type Difference = { readonly id: string; readonly name: string; readonly known: string };

function differencesOf({
  record,
  row,
  properties,
}: {
  readonly record: ChangedRecord;
  readonly row: CustomerRow;
  readonly properties: readonly string[];
}): readonly Difference[] {
  return properties.flatMap((name) => {
    const known = row.properties[name] ?? "";
    const present = record.properties[name] ?? "";
    return isSameValue(known, present) ? [] : [{ id: record.id, name, known }];
  });
}

/** When it changed is in the history; a change that is too young may still be told. */
async function changesOf(
  { crm }: GapDeps,
  portalId: string,
  look: Look & { readonly differences: readonly Difference[] },
): Promise<readonly Gap[]> {
  const { kind, differences, until } = look;
  if (differences.length === 0) return [];
  const versions = await crm.readVersions(portalId, kind, {
    ids: [...new Set(differences.map(({ id }) => id))],
    properties: [...new Set(differences.map(({ name }) => name))],
  });
  return differences.flatMap(({ id, name, known }) => {
    const last = versions.get(id)?.[name]?.at(-1);
    if (last === undefined || last.at > until || isSameValue(last.value, known)) return [];
    return [
      gapOf(ALWAYS_TOLD.includes(name) ? "recovered" : "reread", {
        ...{ portalId, object: kind, objectId: id, occurredAt: last.at },
        change: { kind: "property", name, value: last.value },
      }),
    ];
  });
}
