import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import { instantOf } from "../../domain/time/instant.ts";
import { customerKey, refOf } from "../tiering/customer-key.ts";
import { type Gap, gapOf } from "./gap.ts";
import type { GapDeps } from "./sweep-gaps.ts";
import type { KnownTicket, OneTicket } from "./ticket-gaps.ts";

/** A ticket of more customers is read in part: nobody is missed there. */
const MOST_READ = 500;

/**
 * Customers that a ticket has and we do not know of, and those that it has no more. Of associations there
 * is no history: they happened at the last change of the ticket at the latest. Which company is the
 * primary one is compared where a ticket has one and the CRM names another: events may name none, and a
 * read always does.
 */
export async function associationGaps(
  deps: GapDeps,
  one: OneTicket,
  { row, known }: KnownTicket,
): Promise<readonly Gap[]> {
  const { portalId, snapshot, until, told } = one;
  const modifiedAt = instantOf(snapshot.properties["hs_lastmodifieddate"] ?? "") ?? 0;
  const isOnTheWay = told.some(({ change }) => "toId" in change);
  if (row.ticket.gone !== null || modifiedAt > until || isOnTheWay) return [];
  const ours = new Set(row.ticket.customers.map(customerKey));
  const theirs = new Set(snapshot.customers.map(customerKey));
  const at = (ref: CustomerRef) => Math.max(modifiedAt, lastAbout(ref, known) + 1);
  const subject = { portalId, object: "ticket", objectId: snapshot.ticketId };
  const come = snapshot.customers.filter((customer) => !ours.has(customerKey(customer)));
  const left = row.ticket.customers.filter((customer) => !theirs.has(customerKey(customer)));
  const isCut = snapshot.customers.length >= MOST_READ;
  const gone = isCut ? [] : await stillThere(deps, portalId, left.map(refOf));
  return [
    ...come.map(({ kind, id, isPrimary }) =>
      gapOf("recovered", {
        ...{ ...subject, occurredAt: at({ kind, id }) },
        change: { kind: "associated", toObject: kind, toId: id, isPrimary },
      }),
    ),
    ...primaryChanges(row.ticket.customers, snapshot.customers).map(({ kind, id, isPrimary }) =>
      gapOf("recovered", {
        ...{ ...subject, occurredAt: at({ kind, id }) },
        change: { kind: "associated", toObject: kind, toId: id, isPrimary },
      }),
    ),
    ...gone.map(({ kind, id }) =>
      gapOf("recovered", {
        ...{ ...subject, occurredAt: at({ kind, id }) },
        change: { kind: "dissociated", toObject: kind, toId: id, isPrimary: false },
      }),
    ),
  ];
}

type Customers = KnownTicket["row"]["ticket"]["customers"];

/** Companies of which both know that they are the ticket's, and which is now the primary one, or not. */
function primaryChanges(ours: Customers, theirs: Customers): Customers {
  const [was, is] = [ours, theirs].map((all) => all.find(({ isPrimary }) => isPrimary));
  if (was === undefined || is === undefined || customerKey(was) === customerKey(is)) return [];
  return [
    ...ours
      .filter((one) => customerKey(one) === customerKey(is))
      .map((one) => ({ ...one, isPrimary: true })),
    ...theirs.filter((one) => customerKey(one) === customerKey(was)),
  ];
}

function lastAbout(ref: CustomerRef, known: KnownTicket["known"]): number {
  const key = customerKey(ref);
  return known.reduce((last, { occurredAt, detail }) => {
    const isAbout = "customer" in detail && customerKey(detail.customer) === key;
    return isAbout && detail.kind !== "tiered" ? Math.max(last, occurredAt) : last;
  }, 0);
}

/** A customer that was deleted or merged away takes its associations along, and that is told otherwise. */
async function stillThere(
  { crm }: GapDeps,
  portalId: string,
  refs: readonly CustomerRef[],
): Promise<readonly CustomerRef[]> {
  const present: CustomerRef[] = [];
  for (const kind of CustomerKind.options) {
    const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
    if (ids.length > 0) present.push(...(await crm.readCustomers(portalId, kind, ids, [])));
  }
  return present;
}
