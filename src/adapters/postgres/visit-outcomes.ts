import { z } from "zod";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import { OutcomeForm, type VisitOutcome } from "../../domain/visits/outcome.ts";
import type { VisitOutcomes } from "../../ports/visit-outcome-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createVisitOutcomes(db: Database): VisitOutcomes {
  return {
    save: async (portalId, outcomes) => {
      if (outcomes.length > 0) await db.run(SAVE, [portalId, json(outcomes.map(recordOf))]);
    },
    find: async (portalId, visitId, attempt) =>
      (await db.rows(StoredOutcome, FIND, [portalId, visitId, attempt]))[0] ?? null,
    ofCustomer: (portalId, { kind, id }, limit) =>
      db.rows(StoredOutcome, OF_CUSTOMER, [portalId, kind, id, limit]),
    askedOf: (portalId, ownerIds, limit) =>
      db.rows(StoredOutcome, ASKED_OF, [portalId, ownerIds, limit]),
    suggestions: (portalId, { fromAt, untilAt }, limit) =>
      db.rows(StoredOutcome, SUGGESTIONS, [portalId, instant(fromAt), instant(untilAt), limit]),
  };
}

const Columns = z.object({
  visit_id: z.string(),
  attempt: z.int(),
  customer_kind: CustomerKind.nullable(),
  customer_id: z.string().nullable(),
  owner_id: z.string().nullable(),
  ended_at: Instant,
  told_at: Instant.nullable(),
  form: OutcomeForm.nullable(),
  by_id: z.string().nullable(),
  by_name: z.string().nullable(),
  act_key: z.string().nullable(),
});

const StoredOutcome = Columns.transform(
  (row): VisitOutcome => ({
    visitId: row.visit_id,
    attempt: row.attempt,
    customer:
      row.customer_kind === null || row.customer_id === null
        ? null
        : { kind: row.customer_kind, id: row.customer_id },
    ownerId: row.owner_id,
    at: row.ended_at,
    told:
      row.form === null || row.told_at === null
        ? null
        : {
            form: row.form,
            by: { id: row.by_id ?? "", name: row.by_name ?? "" },
            at: row.told_at,
            actKey: row.act_key ?? "",
          },
  }),
);

const COLUMNS = Object.keys(Columns.shape).join(", ");

const FIND = `
  select ${COLUMNS} from visit_outcome where portal_id = $1 and visit_id = $2 and attempt = $3`;

const OF_CUSTOMER = {
  name: "find_visit_outcomes",
  text: `
  select ${COLUMNS} from visit_outcome
  where portal_id = $1 and customer_kind = $2 and customer_id = $3
  order by ended_at desc, visit_id limit $4`,
};

const ASKED_OF = {
  name: "list_asked_outcomes_of",
  text: `
  select ${COLUMNS} from visit_outcome
  where portal_id = $1 and owner_id = any($2::text[]) and told_at is null
  order by ended_at, visit_id limit $3`,
};

const SUGGESTIONS = `
  select ${COLUMNS} from visit_outcome
  where portal_id = $1 and told_at >= $2 and told_at < $3 and form ->> 'suggestion' <> ''
  order by told_at, visit_id limit $4`;

const SAVE = `
  insert into visit_outcome as o (portal_id, ${COLUMNS})
  select $1, r.* from jsonb_to_recordset($2::jsonb) as r(visit_id text, attempt int,
    customer_kind text, customer_id text, owner_id text, ended_at timestamptz,
    told_at timestamptz, form jsonb, by_id text, by_name text, act_key text)
  order by r.visit_id collate "C", r.attempt
  on conflict (portal_id, visit_id, attempt) do update set ended_at = excluded.ended_at,
    owner_id = excluded.owner_id, told_at = excluded.told_at, form = excluded.form,
    by_id = excluded.by_id, by_name = excluded.by_name, act_key = excluded.act_key
  where o.told_at is null`;

function recordOf({ visitId, attempt, customer, ownerId, at, told }: VisitOutcome) {
  return {
    visit_id: visitId,
    attempt,
    customer_kind: customer?.kind ?? null,
    customer_id: customer?.id ?? null,
    owner_id: ownerId,
    ended_at: instant(at),
    told_at: instant(told?.at ?? null),
    form: told?.form ?? null,
    by_id: told?.by.id ?? null,
    by_name: told?.by.name ?? null,
    act_key: told?.actKey ?? null,
  };
}
