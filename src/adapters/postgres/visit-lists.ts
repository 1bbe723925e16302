import { z } from "zod";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { VisitLists } from "../../ports/visit-list-store.ts";
import type { Database } from "./database.ts";
import { StoredVisit, VISIT_COLUMNS } from "./visits.ts";

export function createVisitLists(db: Database): VisitLists {
  return {
    between: (portalId, { fromDate, untilDate }, limit) =>
      db.rows(StoredVisit, BETWEEN, [portalId, fromDate, untilDate, limit]),
    red: (portalId, date, limit) => db.rows(StoredVisit, RED, [portalId, date, limit]),
    redPage: (portalId, { after, date, limit }) =>
      db.rows(StoredVisit, RED_PAGE, [portalId, after.latestDate, after.visitId, date, limit]),
    customersDue: (portalId, { untilDate, after, limit }) =>
      db.rows(StoredRef, CUSTOMERS_DUE, [
        portalId,
        untilDate,
        after?.kind ?? "",
        after?.id ?? "",
        limit,
      ]),
  };
}

const StoredRef = z
  .object({ customer_kind: CustomerKind, customer_id: z.string() })
  .transform((row): CustomerRef => ({ kind: row.customer_kind, id: row.customer_id }));

const BETWEEN = {
  name: "list_visits_between",
  text: `
  select ${VISIT_COLUMNS} from visit v
  where v.portal_id = $1 and v.state = 'planned' and v.due_date between $2::date and $3::date
  order by v.due_date, v.due_at, v.visit_id limit $4`,
};

const RED = {
  name: "list_red_visits",
  text: `
  select ${VISIT_COLUMNS} from visit v
  where v.portal_id = $1 and v.state = 'planned' and v.latest_date < $2::date
  order by v.latest_date, v.visit_id limit $3`,
};

const RED_PAGE = `
  select ${VISIT_COLUMNS} from visit v
  where v.portal_id = $1 and v.state = 'planned' and v.latest_date < $4::date
    and (v.latest_date, v.visit_id) > ($2::date, $3)
  order by v.latest_date, v.visit_id limit $5`;

const CUSTOMERS_DUE = `
  select distinct customer_kind, customer_id from visit
  where portal_id = $1 and state = 'planned' and due_date <= $2::date and customer_id is not null
    and (customer_kind, customer_id) > ($3, $4)
  order by customer_kind, customer_id limit $5`;
