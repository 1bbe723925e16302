import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { LocalPortal } from "../local-crm/local-portal.ts";
import type { ObjectTypeName } from "../local-crm/object-types.ts";
import type { RecordRef } from "../local-crm/portal-state.ts";
import type { DemoIds } from "./demo.ts";

/** Deals and touches of the demo's customers, and what Aftercare noted of them before. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const Key = z.string().regex(/^[a-z]+$/);

const Relations = z.strictObject({
  deals: z.array(
    z.strictObject({
      customer: Key,
      /** Negative: it is expected to be closed so many days from now. */
      daysAgo: z.int(),
      amount: z.number(),
      stage: z.string().default("closedwon"),
      name: z.string(),
    }),
  ),
  touches: z.array(
    z.strictObject({
      customer: Key,
      kind: z.enum(["call", "meeting", "email", "note"]),
      hoursAgo: z.number(),
      by: Key,
      title: z.string().optional(),
      text: z.string(),
    }),
  ),
  tiers: z.array(
    z.strictObject({
      customer: Key,
      daysAgo: z.int(),
      from: z.string().optional(),
      to: z.string(),
      score: z.number(),
    }),
  ),
  benefits: z.array(
    z.strictObject({
      customer: Key,
      benefit: z.string(),
      grantedDaysAgo: z.int(),
      uses: z.array(z.strictObject({ daysAgo: z.int(), by: Key, note: z.string() })),
    }),
  ),
});
export type DemoRelations = z.infer<typeof Relations>;

/** Read once: a start asks for it several times. */
let relations: DemoRelations | null = null;

export function readDemoRelations(): DemoRelations {
  const file = new URL("demo-relations.yaml", import.meta.url);
  relations ??= Relations.parse(parse(readFileSync(file, "utf8")));
  return relations;
}

type Touch = DemoRelations["touches"][number];

/** Of a touch: which record it is in the CRM, and what it says there. */
const TOUCHES: Readonly<
  Record<
    Touch["kind"],
    { readonly type: ObjectTypeName; properties(touch: Touch): Record<string, string> }
  >
> = {
  call: {
    type: "calls",
    properties: ({ title = "", text }) => ({
      hs_call_title: title,
      hs_call_body: text,
      hs_call_direction: "OUTBOUND",
    }),
  },
  meeting: {
    type: "meetings",
    properties: ({ title = "", text }) => ({
      hs_meeting_title: title,
      hs_meeting_body: text,
      hs_meeting_outcome: "COMPLETED",
    }),
  },
  email: {
    type: "emails",
    properties: ({ title = "", text }) => ({
      hs_email_subject: title,
      hs_email_text: text,
      hs_email_direction: "EMAIL",
    }),
  },
  note: { type: "notes", properties: ({ text }) => ({ hs_note_body: text }) },
};

/** Adds them to the local CRM, on the contact and on its company. */
export function addRelations(
  portal: LocalPortal,
  { owners, customers }: Pick<DemoIds, "owners" | "customers">,
  now: number,
): void {
  const { deals, touches } = readDemoRelations();
  const link = (record: RecordRef, key: string, at: number): void => {
    const ids = customers[key];
    if (ids === undefined) throw new Error(`the demo has no customer "${key}"`);
    portal.associate(record, { type: "contacts", id: ids.contactId }, { at });
    if (ids.companyId !== null) {
      portal.associate(record, { type: "companies", id: ids.companyId }, { at });
    }
  };
  for (const { customer, daysAgo, amount, stage, name } of deals) {
    const closedAt = now - daysAgo * DAY_MS;
    const properties = {
      dealname: name,
      amount: String(amount),
      dealstage: stage,
      pipeline: "default",
      closedate: new Date(closedAt).toISOString(),
    };
    const at = Math.min(closedAt, now - DAY_MS);
    link({ type: "deals", id: portal.create("deals", properties, { at }) }, customer, at);
  }
  for (const touch of touches) {
    const { type, properties } = TOUCHES[touch.kind];
    const at = now - touch.hoursAgo * HOUR_MS;
    const common = {
      hs_timestamp: new Date(at).toISOString(),
      hubspot_owner_id: owners[touch.by]?.ownerId ?? "",
    };
    const id = portal.create(type, { ...properties(touch), ...common }, { at });
    link({ type, id }, touch.customer, at);
  }
}
