import type { z } from "zod";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Activity, ActivityKind, ActivityReading } from "../../ports/customer-activities.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { type CrmRecord, Instant, RecordBatch } from "./answers.ts";
import { readAssociatedIds } from "./associated-ids.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import type { Caller } from "./call.ts";
import { unlessGone } from "./refusals.ts";
import { textOfHtml } from "./rich-text.ts";

/** One call reads so many; older ones than these nobody looks for in a file. */
const MAX_OF_A_KIND = 100;
const MAX_TEXT_LENGTH = 300;

type KindRules = {
  readonly type: "calls" | "meetings" | "emails" | "notes";
  readonly title: string | null;
  readonly body: string;
  /** Values of this property of which an activity has to have one, or none at all. */
  readonly state: {
    readonly property: string;
    readonly isTouch: (value: string) => boolean;
  } | null;
};

/** A meeting that did not take place, and what the customer wrote, is no touch of ours. */
const KINDS: Readonly<Record<ActivityKind, KindRules>> = {
  call: { type: "calls", title: "hs_call_title", body: "hs_call_body", state: null },
  meeting: {
    type: "meetings",
    title: "hs_meeting_title",
    body: "hs_meeting_body",
    state: {
      property: "hs_meeting_outcome",
      isTouch: (outcome) => !["CANCELED", "CANCELLED", "NO_SHOW"].includes(outcome),
    },
  },
  email: {
    type: "emails",
    title: "hs_email_subject",
    body: "hs_email_text",
    state: { property: "hs_email_direction", isTouch: (direction) => direction === "EMAIL" },
  },
  note: { type: "notes", title: null, body: "hs_note_body", state: null },
};
const ACTIVITY_KINDS = ["call", "meeting", "email", "note"] as const;

/** The newest touches of a customer, of each kind that the portal lets us read. */
export async function readActivities(
  call: Caller,
  portalId: string,
  customer: CustomerRef,
): Promise<ActivityReading> {
  const activities: Activity[] = [];
  const refused: ActivityKind[] = [];
  let isCut = false;
  for (const kind of ACTIVITY_KINDS) {
    const read = await readKind(call, portalId, { customer, kind });
    if (read === "gone") return { state: "gone" };
    if (read === "refused") refused.push(kind);
    else {
      activities.push(...read.activities);
      isCut ||= read.isCut;
    }
  }
  activities.sort((a, b) => b.at - a.at);
  return { state: "read", activities, refused, isCut };
}

type OfKind = { readonly customer: CustomerRef; readonly kind: ActivityKind };

async function readKind(call: Caller, portalId: string, of: OfKind) {
  try {
    const { type } = KINDS[of.kind];
    const found = await unlessGone(
      readAssociatedIds(call, portalId, { record: of.customer, type }),
    );
    if (found === null) return "gone";
    const newest = found.ids.slice(0, MAX_OF_A_KIND);
    const activities =
      newest.length === 0 ? [] : await readBatch(call, portalId, { of, ids: newest });
    return { activities, isCut: found.isCut || newest.length < found.ids.length };
  } catch (error) {
    if (error instanceof PluginError && error.code === "crm_missing_scope") return "refused";
    throw error;
  }
}

async function readBatch(
  call: Caller,
  portalId: string,
  { of: { kind }, ids }: { readonly of: OfKind; readonly ids: readonly string[] },
): Promise<readonly Activity[]> {
  const { type, title, body, state } = KINDS[kind];
  const path = `POST /crm/v3/objects/${type}/batch/read`;
  const names = [title, body, state?.property ?? null, "hs_timestamp", "hubspot_owner_id"];
  const { results, errors } = await call(portalId, {
    path,
    isRepeatable: true,
    answer: RecordBatch,
    send: (client) =>
      client.crm.objects.batchApi.readWithHttpInfo(type, {
        inputs: ids.map((id) => ({ id })),
        properties: names.filter((name) => name !== null),
        propertiesWithHistory: [],
      }),
  });
  refuseOtherErrors(errors ?? [], path);
  return results.flatMap((record) => activityOf(kind, record) ?? []);
}

/** Null for what is no touch, and for what has no time. */
function activityOf(
  kind: ActivityKind,
  { id, properties }: z.infer<typeof CrmRecord>,
): Activity | null {
  const { title, body, state } = KINDS[kind];
  if (state !== null && !state.isTouch(properties[state.property] ?? "")) return null;
  const at = Instant.safeParse(properties["hs_timestamp"] ?? "");
  if (!at.success) return null;
  return {
    activityId: `${kind} ${id}`,
    kind,
    at: at.data,
    title: (title === null ? undefined : properties[title]) ?? null,
    text: textOfHtml(properties[body] ?? "", MAX_TEXT_LENGTH),
    ownerId: properties["hubspot_owner_id"] ?? null,
  };
}
