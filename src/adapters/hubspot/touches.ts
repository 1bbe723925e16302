import type { z } from "zod";
import type { CustomerKind, CustomerRef } from "../../domain/tiering/customer.ts";
import type { TouchKind, TouchReading } from "../../ports/crm-touches.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { type CrmRecord, Instant, RecordBatch } from "./answers.ts";
import { readAllAssociations } from "./associations.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";

const MAX_BATCH = 100;
/** Ids grow, so of each kind the newest few of a customer tell whether the last one was real. */
const NEWEST_OF_A_KIND = 5;

type KindRules = {
  readonly type: "calls" | "meetings" | "emails" | "communications";
  readonly outcome: string | null;
  readonly status: string | null;
  readonly direction: string | null;
};

const KINDS: Readonly<Record<TouchKind, KindRules>> = {
  call: {
    type: "calls",
    outcome: "hs_call_disposition",
    status: "hs_call_status",
    direction: "hs_call_direction",
  },
  meeting: { type: "meetings", outcome: "hs_meeting_outcome", status: null, direction: null },
  email: {
    type: "emails",
    outcome: null,
    status: "hs_email_status",
    direction: "hs_email_direction",
  },
  message: { type: "communications", outcome: null, status: null, direction: null },
};
const TOUCH_KINDS = ["call", "meeting", "email", "message"] as const;

export async function readTouchesOf(
  call: Caller,
  portalId: string,
  of: { readonly kind: CustomerKind; readonly ids: readonly string[] },
): Promise<readonly TouchReading[]> {
  const found: TouchReading[] = [];
  for (const touchKind of TOUCH_KINDS) {
    found.push(...(await unlessRefused(() => readKindOf(call, portalId, { ...of, touchKind }))));
  }
  return found;
}

type OfCustomers = {
  readonly kind: CustomerKind;
  readonly ids: readonly string[];
  readonly touchKind: TouchKind;
};

async function readKindOf(
  call: Caller,
  portalId: string,
  { kind, ids, touchKind }: OfCustomers,
): Promise<readonly TouchReading[]> {
  const { type: to } = KINDS[touchKind];
  const linked = await readAllAssociations(call, portalId, { from: pathNameOf(kind), ids, to });
  const customersOf = new Map<string, CustomerRef[]>();
  for (const [id, activities] of linked) {
    const newest = activities.map((one) => one.id).toSorted(byAge);
    for (const activityId of newest.slice(0, NEWEST_OF_A_KIND)) {
      customersOf.set(activityId, [...(customersOf.get(activityId) ?? []), { kind, id }]);
    }
  }
  const read = await readActivities(call, portalId, { kind: touchKind, ids: customersOf.keys() });
  return read.map((one) => ({ ...one, customers: customersOf.get(one.activityId) ?? [] }));
}

/** The longer and then the greater id is younger. */
function byAge(one: string, other: string): number {
  return other.length - one.length || (other > one ? 1 : -1);
}

export async function readTouches(
  call: Caller,
  portalId: string,
  of: { readonly kind: TouchKind; readonly ids: readonly string[] },
): Promise<readonly TouchReading[]> {
  const ids = [...new Set(of.ids)];
  if (ids.length === 0) return [];
  const { type: from } = KINDS[of.kind];
  return unlessRefused(async () => {
    const read = await readActivities(call, portalId, { kind: of.kind, ids });
    const [contacts, companies] = await Promise.all([
      readAllAssociations(call, portalId, { from, ids, to: "contacts" }),
      readAllAssociations(call, portalId, { from, ids, to: "companies" }),
    ]);
    const refs = (kind: CustomerKind, linked: readonly { readonly id: string }[] = []) =>
      linked.map(({ id }): CustomerRef => ({ kind, id }));
    return read.map((one) => ({
      ...one,
      customers: [
        ...refs("contact", contacts.get(one.activityId)),
        ...refs("company", companies.get(one.activityId)),
      ],
    }));
  });
}

async function readActivities(
  call: Caller,
  portalId: string,
  of: { readonly kind: TouchKind; readonly ids: Iterable<string> },
): Promise<readonly Omit<TouchReading, "customers">[]> {
  const { type, outcome, status, direction } = KINDS[of.kind];
  const path = `POST /crm/v3/objects/${type}/batch/read`;
  const own = [outcome, status, direction].filter((name) => name !== null);
  const answers = await inTurns(chunksOf([...of.ids], MAX_BATCH), (ids) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: RecordBatch,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo(type, {
          inputs: ids.map((id) => ({ id })),
          properties: [...own, "hs_timestamp", "hubspot_owner_id"],
          propertiesWithHistory: [],
        }),
    }),
  );
  for (const { errors } of answers) refuseOtherErrors(errors ?? [], path);
  return answers.flatMap(({ results }) =>
    results.flatMap((record) => activityOf(of.kind, record) ?? []),
  );
}

/** Null for one without a time. */
function activityOf(
  kind: TouchKind,
  { id, properties }: z.infer<typeof CrmRecord>,
): Omit<TouchReading, "customers"> | null {
  const { outcome, status, direction } = KINDS[kind];
  const at = Instant.safeParse(properties["hs_timestamp"] ?? "");
  if (!at.success) return null;
  const toldBy = (name: string | null) => (name === null ? null : (properties[name] ?? null));
  return {
    activityId: id,
    kind,
    at: at.data,
    ownerId: properties["hubspot_owner_id"] ?? null,
    outcome: toldBy(outcome),
    status: toldBy(status),
    direction: toldBy(direction),
  };
}

/** Messages and e-mails ask for rights of their own: without one the others are read all the same. */
async function unlessRefused(
  read: () => Promise<readonly TouchReading[]>,
): Promise<readonly TouchReading[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PluginError && error.code === "crm_missing_scope") return [];
    throw error;
  }
}
