import { z } from "zod";
import type { CorrectiveAction } from "../../domain/complaints/action.ts";
import { ActionEvent, ActionOrigin, ActionOwner } from "../../domain/complaints/action-event.ts";
import { CustomerKind, CustomerRef } from "../../domain/tiering/customer.ts";
import type { ActionRow, Actions, StoredMark } from "../../ports/action-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createActions(db: Database): Actions {
  return {
    lock: async (portalId, actionId) => {
      await db.query(LOCK, [`action ${portalId} ${actionId}`]);
    },
    events: (portalId, actionId) => db.rows(StoredEvent, EVENTS, [portalId, actionId]),
    append: (portalId, row, mark) => append(db, portalId, { row, mark }),
    find: async (portalId, actionId) =>
      (await db.rows(StoredAction, FIND, [portalId, actionId]))[0] ?? null,
    ofTicket: (portalId, ticketId) => db.rows(StoredAction, OF_TICKET, [portalId, ticketId]),
    open: (portalId, limit) => db.rows(StoredAction, OPEN, [portalId, limit]),
    dueBefore: (portalId, date, { after, limit }) =>
      db.rows(StoredAction, DUE_BEFORE, [portalId, date, after ?? "", limit]),
    openOfCustomers: async (portalId, customers) => {
      const kinds = customers.map(({ kind }) => kind);
      const ids = customers.map(({ id }) => id);
      const rows = await db.rows(OfCustomer, OPEN_OF_CUSTOMERS, [portalId, kinds, ids]);
      const groups = Map.groupBy(rows, ({ key }) => key);
      return new Map([...groups].map(([key, group]) => [key, group.map(({ row }) => row)]));
    },
    ofCustomer: (portalId, { kind, id }, limit) =>
      db.rows(StoredAction, OF_CUSTOMER, [portalId, kind, id, limit]),
  };
}

const At = z.number();
const Person = z.object({ id: z.string(), name: z.string() });

const ActionDocument: z.ZodType<CorrectiveAction> = z.object({
  state: z.enum(["classified", "analysing", "acting", "verifying", "told_customer"]),
  origin: ActionOrigin,
  title: z.string(),
  evidence: z.array(z.string()),
  ticketId: z.string().nullable(),
  department: z.string(),
  owner: ActionOwner.nullable(),
  openedAt: At,
  openedBy: Person.nullable(),
  round: z.int(),
  rootCause: z.string().nullable(),
  whys: z.array(z.string()),
  corrective: z.string().nullable(),
  preventive: z.string().nullable(),
  dueDate: z.string().nullable(),
  verifiedAt: At.nullable(),
  recurrences: z.int(),
  recurrencesInAll: z.int(),
  customers: z.array(
    z.object({
      customer: CustomerRef,
      state: z.enum(["waiting", "informed", "excluded"]),
      text: z.string(),
      by: Person.nullable(),
      at: At,
    }),
  ),
  closedAt: At.nullable(),
  override: z.object({ reason: z.string(), by: Person }).nullable(),
  toldLevels: z.array(z.int()),
});

const ActionColumns = z.object({ action_id: z.string(), state: ActionDocument });
const StoredAction = ActionColumns.transform(
  (row): ActionRow => ({ actionId: row.action_id, action: row.state }),
);
const OfCustomer = ActionColumns.extend({ kind: CustomerKind, customer_id: z.string() }).transform(
  (row) => ({
    key: `${row.kind}:${row.customer_id}`,
    row: { actionId: row.action_id, action: row.state },
  }),
);

const StoredEvent = z
  .object({ at: Instant, event_key: z.string(), event: ActionEvent })
  .transform((row): StoredMark => ({ at: row.at, eventKey: row.event_key, event: row.event }));

/** An action that is not there yet has no row to lock. */
const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

const EVENTS = `
  select at, event_key, event from action_event where portal_id = $1 and action_id = $2
  order by position`;

const APPEND = `
  insert into action_event (portal_id, action_id, position, event_key, at, event)
  select $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5::jsonb
  from action_event where portal_id = $1 and action_id = $2
  on conflict do nothing returning position`;

const SAVE = `
  insert into corrective_action (portal_id, action_id, state, is_open, ticket_id, opened_at, due_date)
  values ($1, $2, $3::jsonb, $4, $5, $6, $7)
  on conflict (portal_id, action_id) do update set state = excluded.state,
    is_open = excluded.is_open, due_date = excluded.due_date`;

/** Whoever was merged into another customer is concerned no more. */
const SAVE_CUSTOMERS = `
  with left_out as (
    delete from action_customer a where a.portal_id = $1 and a.action_id = $2
      and not exists (
        select from jsonb_to_recordset($3::jsonb) as c(kind text collate "C", id text collate "C")
        where c.kind = a.kind and c.id = a.customer_id)
  )
  insert into action_customer (portal_id, kind, customer_id, action_id)
  select $1, c.kind, c.id, $2
  from jsonb_to_recordset($3::jsonb) as c(kind text collate "C", id text collate "C")
  order by c.kind, c.id on conflict do nothing`;

const AppendedRow = z.object({ position: z.int() });

async function append(
  db: Database,
  portalId: string,
  { row, mark }: { readonly row: ActionRow; readonly mark: StoredMark },
): Promise<boolean> {
  const { actionId, action } = row;
  return db.transaction(async () => {
    const added = await db.rows(AppendedRow, APPEND, [
      portalId,
      actionId,
      mark.eventKey,
      instant(mark.at),
      // What could not be read again would take the whole action with it.
      json(ActionEvent.parse(mark.event)),
    ]);
    if (added.length === 0) return false;
    const isOpen = action.closedAt === null;
    const { ticketId, openedAt, dueDate } = action;
    await db.run(SAVE, [
      ...[portalId, actionId, json(action), isOpen],
      ...[ticketId, instant(openedAt), dueDate],
    ]);
    const customers = action.customers.map(({ customer }) => customer);
    await db.run(SAVE_CUSTOMERS, [portalId, actionId, json(customers)]);
    return true;
  });
}

const COLUMNS = "a.action_id, a.state";

const FIND = `
  select ${COLUMNS} from corrective_action a where a.portal_id = $1 and a.action_id = $2`;

const OF_TICKET = `
  select ${COLUMNS} from corrective_action a where a.portal_id = $1 and a.ticket_id = $2
  order by a.opened_at, a.action_id`;

const OPEN = {
  name: "list_open_actions",
  text: `
  select ${COLUMNS} from corrective_action a where a.portal_id = $1 and a.is_open
  order by a.opened_at, a.action_id limit $2`,
};

const DUE_BEFORE = {
  name: "list_overdue_actions",
  text: `
  select ${COLUMNS} from corrective_action a
  where a.portal_id = $1 and a.is_open and a.due_date < $2::date and a.action_id > $3
  order by a.action_id limit $4`,
};

const OPEN_OF_CUSTOMERS = {
  name: "find_open_actions_of_customers",
  text: `
  select ${COLUMNS}, r.kind, r.id as customer_id
  from unnest($2::text[], $3::text[]) as r(kind, id)
  join action_customer c on c.portal_id = $1 and c.kind = r.kind and c.customer_id = r.id
  join corrective_action a on a.portal_id = $1 and a.action_id = c.action_id and a.is_open
  order by a.opened_at, a.action_id`,
};

const OF_CUSTOMER = {
  name: "find_actions_of_customer",
  text: `
  select ${COLUMNS} from action_customer c
  join corrective_action a on a.portal_id = c.portal_id and a.action_id = c.action_id
  where c.portal_id = $1 and c.kind = $2 and c.customer_id = $3
  order by a.opened_at desc, a.action_id limit $4`,
};
