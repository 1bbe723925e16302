import { z } from "zod";
import type {
  Activity,
  ActivityReading,
  CustomerActivities,
} from "../../ports/customer-activities.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createCustomerActivities(db: Database): CustomerActivities {
  return {
    find: async (portalId, { kind, id }) =>
      (await db.rows(StoredReading, FIND, [portalId, kind, id]))[0] ?? null,
    isGone: async (portalId, { kind, id }) =>
      (await db.rows(Gone, IS_GONE, [portalId, kind, id])).length > 0,
    save: async (portalId, { kind, id }, { readAt, reading }) => {
      await db.run(SAVE, [portalId, kind, id, instant(readAt), json(reading)]);
    },
  };
}

const ActivityKind = z.enum(["call", "meeting", "email", "note"]);

const StoredActivity: z.ZodType<Activity> = z.object({
  activityId: z.string(),
  kind: ActivityKind,
  at: z.number(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  ownerId: z.string().nullable(),
});

const Reading: z.ZodType<ActivityReading> = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("read"),
    activities: z.array(StoredActivity),
    refused: z.array(ActivityKind),
    isCut: z.boolean(),
  }),
  z.object({ state: z.literal("gone") }),
]);

const StoredReading = z
  .object({ read_at: Instant, reading: Reading })
  .transform((row) => ({ readAt: row.read_at, reading: row.reading }));

const FIND = {
  name: "find_customer_activities",
  text: `
    select read_at, reading from customer_activity
    where portal_id = $1 and kind = $2 and customer_id = $3`,
};

const Gone = z.object({});
const IS_GONE = {
  name: "find_gone_customer",
  text: `
    select from customer_activity
    where portal_id = $1 and kind = $2 and customer_id = $3 and reading ->> 'state' = 'gone'`,
};

const SAVE = `
  insert into customer_activity as known (portal_id, kind, customer_id, read_at, reading)
  values ($1, $2, $3, $4, $5)
  on conflict (portal_id, kind, customer_id) do update set read_at = excluded.read_at,
    reading = excluded.reading
  where known.read_at <= excluded.read_at`;

const FORGET = `
  delete from customer_activity where ctid = any(array(
    select ctid from customer_activity where read_at < $1 limit $2))`;

/** Copies that nobody has looked at for long; gives how many went. */
export async function forgetOldActivities(
  db: Database,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return db.run(FORGET, [instant(before), limit]);
}
