import type { ChangedRecord } from "../../ports/crm-changes.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { DEAL } from "../tiering/deal-of.ts";
import { type Gap, gapOf, isSameValue } from "./gap.ts";
import type { GapDeps } from "./sweep-gaps.ts";

/** Of these HubSpot tells; whether a deal is won follows from its stage. */
const TOLD: readonly string[] = [DEAL.name, DEAL.amount, DEAL.homeAmount, DEAL.stage, DEAL.closed];

/** What a deal is looked at for: what HubSpot tells of, and the product where the policy names it. */
export function dealProperties({ current: { policy } }: PortalContext): readonly string[] {
  const { dealProduct } = policy.tiering;
  return dealProduct === undefined ? TOLD : [...new Set([...TOLD, dealProduct])];
}

/**
 * What the CRM knows of deals that were changed, and nobody told. A deal has no history that is read: a
 * change happened at its last change at the latest.
 */
export async function dealGaps(
  deps: GapDeps,
  context: PortalContext,
  look: {
    readonly records: readonly ChangedRecord[];
    readonly connectedAt: number;
    readonly until: number;
  },
): Promise<readonly Gap[]> {
  const { portalId } = context.portal;
  const { connectedAt, until } = look;
  const ids = look.records.map(({ id }) => id);
  const waiting = await deps.recovery.waiting(portalId, "deal", ids);
  const isWaiting = new Set(waiting.map(({ objectId }) => objectId));
  const known = new Map(
    (await deps.store.deals.find(portalId, ids)).map((deal) => [deal.dealId, deal.properties]),
  );
  const quiet = look.records.filter(
    ({ id, modifiedAt }) => !isWaiting.has(id) && modifiedAt <= until,
  );
  const made = quiet.filter(({ id, createdAt }) => !known.has(id) && createdAt >= connectedAt);
  const names = dealProperties(context);
  const changed = quiet.flatMap((record) => {
    const properties = known.get(record.id);
    return properties === undefined ? [] : changesOf(portalId, { record, properties, names });
  });
  return [...(await creationsOf(deps, portalId, made)), ...changed];
}

function changesOf(
  portalId: string,
  {
    record: { id, modifiedAt, properties: present },
    properties,
    names,
  }: {
    readonly record: ChangedRecord;
    readonly properties: Readonly<Record<string, string>>;
    readonly names: readonly string[];
  },
): readonly Gap[] {
  return names.flatMap((name) => {
    const value = present[name] ?? "";
    if (isSameValue(properties[name] ?? "", value)) return [];
    return [
      gapOf(TOLD.includes(name) ? "recovered" : "reread", {
        ...{ portalId, object: "deal", objectId: id, occurredAt: modifiedAt },
        change: { kind: "property", name, value },
      }),
    ];
  });
}

/** A deal of which nobody told, with whose it is. */
async function creationsOf(
  { crm }: GapDeps,
  portalId: string,
  made: readonly ChangedRecord[],
): Promise<readonly Gap[]> {
  if (made.length === 0) return [];
  const customers = await crm.readDealCustomers(
    portalId,
    made.map(({ id }) => id),
  );
  return made.flatMap(({ id: objectId, createdAt, modifiedAt }) => [
    gapOf("recovered", {
      ...{ portalId, object: "deal", objectId, occurredAt: createdAt },
      change: { kind: "created" },
    }),
    ...(customers.get(objectId) ?? []).map(({ kind, id }) =>
      gapOf("recovered", {
        ...{ portalId, object: "deal", objectId, occurredAt: modifiedAt },
        change: { kind: "associated", toObject: kind, toId: id, isPrimary: false },
      }),
    ),
  ]);
}
