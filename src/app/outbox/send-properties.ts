import type { Mode } from "../../domain/governance/mode.ts";
import { invariant } from "../../domain/invariant.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { CrmObject, PropertyWrite, PropertyWriteOutcome } from "../../ports/crm.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { ownTicketProperties } from "../sla/own-ticket-properties.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { openRatingLink } from "../surveys/open-rating-link.ts";
import { ownCustomerProperties } from "../tiering/own-customer-properties.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { propertiesThatAreOn } from "./parts-of-sends.ts";
import { dead, failed, sent } from "./results.ts";
import { sendRows } from "./send-rows.ts";

/** As many as one batch call of the CRM takes. */
const ROWS_AT_ONCE = 100;

/** A record to write with the row that asked for it; null when there is nothing to write any more. */
type Draft = {
  readonly row: OutboxRow;
  readonly object: CrmObject;
  readonly write: PropertyWrite | null;
};

/** Brings the own properties of tickets up to date, 100 records a call; says how many rows it took. */
export function sendTicketProperties(deps: OutboxDeps): Promise<number> {
  return sendKind(deps, "ticket_properties", async ({ portal: { portalId } }, rows) => {
    const ids = rows.map((row) => row.subjectId);
    const cases = await deps.store.escalations.ofTickets(portalId, ids);
    const tickets = await deps.store.tickets.findAll(portalId, ids);
    const requests = await deps.store.surveys.requestsOf(portalId, ids);
    return rows.map((row): Draft => {
      const found = tickets.find(({ ticket }) => ticket.ticketId === row.subjectId);
      const own = cases.filter((entry) => entry.ticketId === row.subjectId);
      const request = requests.find(({ ticketId }) => ticketId === row.subjectId);
      const properties =
        found === undefined || found.ticket.gone !== null
          ? null
          : {
              ...ownTicketProperties(found, own),
              // A link that leads nowhere is taken off the ticket.
              aftercare_rating_link: openRatingLink(deps, portalId, request) ?? "",
            };
      return { row, object: "ticket", write: properties && { id: row.subjectId, properties } };
    });
  });
}

/** The same for tier, score and reason of contacts and companies. */
export function sendCustomerProperties(deps: OutboxDeps): Promise<number> {
  return sendKind(deps, "customer_properties", async ({ portal, current }, rows) => {
    const { portalId } = portal;
    const words = deps.tierWords(portal.language);
    const told = { portal, policy: current.policy, words };
    const refs = rows.map((row) => customerRefOf(row.subjectId));
    const found = await deps.store.customers.find(portalId, refs);
    const visits = await deps.store.visits.ofCustomers(portalId, refs);
    return rows.map((row): Draft => {
      const ref = customerRefOf(row.subjectId);
      const isSame = (other: CustomerRef | null) => other?.kind === ref.kind && other.id === ref.id;
      const customer = found.find(isSame);
      const own = visits.filter((visit) => isSame(visit.customer));
      const properties = customer === undefined ? null : ownCustomerProperties(customer, own, told);
      return { row, object: ref.kind, write: properties && { id: ref.id, properties } };
    });
  });
}

function customerRefOf(subjectId: string): CustomerRef {
  const separator = subjectId.indexOf(":");
  return {
    kind: CustomerKind.parse(subjectId.slice(0, separator)),
    id: subjectId.slice(separator + 1),
  };
}

function sendKind(
  deps: OutboxDeps,
  kind: "ticket_properties" | "customer_properties",
  draft: (context: PortalContext, rows: readonly OutboxRow[]) => Promise<readonly Draft[]>,
): Promise<number> {
  return sendRows(deps, {
    kind,
    limit: ROWS_AT_ONCE,
    portion: ROWS_AT_ONCE,
    send: async (context, rows) => {
      const { portalId } = context.portal;
      const results: OutboxResult[] = [];
      const whole = await draft(context, rows);
      const drafts = whole.map((one) => draftThatIsOn(one, context.portal.mode));
      for (const [object, group] of Map.groupBy(drafts, (entry) => entry.object)) {
        results.push(...(await writeGroup(deps, { portalId, object }, group)));
      }
      return results;
    },
  });
}

function draftThatIsOn({ row, object, write }: Draft, mode: Mode): Draft {
  if (write === null) return { row, object, write };
  const properties = propertiesThatAreOn(mode, object, write.properties);
  return { row, object, write: { ...write, properties } };
}

async function writeGroup(
  deps: OutboxDeps,
  { portalId, object }: { readonly portalId: string; readonly object: CrmObject },
  drafts: readonly Draft[],
): Promise<readonly OutboxResult[]> {
  const changed = drafts.flatMap(({ row, write }) =>
    write === null || isSent(row, write) ? [] : [{ row, write }],
  );
  const writing = new Set(changed.map(({ row }) => row));
  const idle = drafts
    .filter(({ row }) => !writing.has(row))
    .map(({ row }) => sent(row, row.sentFingerprint));
  if (changed.length === 0) return idle;
  try {
    const writes = changed.map(({ write }) => write);
    const outcomes = await deps.crm.writeProperties(portalId, object, writes);
    return [...idle, ...changed.map((one, index) => resultOf(one, outcomes[index]))];
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn({ portalId, object, code: error.code }, "properties could not be written");
    const now = deps.timeSource.now();
    return [...idle, ...changed.map(({ row }) => failed(row, error, { now }))];
  }
}

function resultOf(
  { row, write }: { readonly row: OutboxRow; readonly write: PropertyWrite },
  outcome: PropertyWriteOutcome | undefined,
): OutboxResult {
  invariant(outcome?.id === write.id, "each write has its outcome, in order");
  if (outcome.ok) return sent(row, fingerprintOf(write));
  if (outcome.reason === "rejected") return dead(row, outcome.message);
  // Nothing is written on what is gone; should it come back, it bears what was written before.
  return sent(row, row.sentFingerprint);
}

function isSent(row: OutboxRow, write: PropertyWrite): boolean {
  return row.sentFingerprint === fingerprintOf(write);
}

function fingerprintOf({ properties }: PropertyWrite): string {
  return JSON.stringify(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
}
