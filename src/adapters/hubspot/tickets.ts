import { z } from "zod";
import type { PropertyVersion, TicketSnapshot } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { batchOf, CrmRecord, Instant } from "./answers.ts";
import { type Associated, readAssociations } from "./associations.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";
import { unlessGone } from "./refusals.ts";

/** Read beside what is asked for. */
export const OWN_PROPERTIES = ["createdate", "hs_lastmodifieddate", "hs_primary_company_id"];

/** One call reads a ticket with its associations; from the third ticket on batches are cheaper. */
const MAX_SINGLE_READS = 2;
/** HubSpot takes 100 ids a batch, 50 when history is asked for. */
export const MAX_BATCH_WITH_HISTORY = 50;

export const Version = z.looseObject({ value: z.string().nullish(), timestamp: Instant });
/** A ticket as a list, a search or a read answers it. */
export const TicketRecord = CrmRecord.extend({
  createdAt: Instant.nullish(),
  propertiesWithHistory: z.record(z.string(), z.array(Version)).nullish(),
});
export type TicketRecord = z.infer<typeof TicketRecord>;
const TicketBatch = batchOf(TicketRecord);

const Associations = z
  .looseObject({ results: z.array(z.looseObject({ id: Id, type: z.string() })) })
  .nullish();
export const TicketWithAssociations = TicketRecord.extend({
  associations: z.looseObject({ contacts: Associations, companies: Associations }).nullish(),
});

type Neighbours = {
  readonly contacts: readonly Associated[];
  readonly companies: readonly Associated[];
};

type Wanted = { readonly ticketIds: readonly string[]; readonly properties: readonly string[] };

export async function readTickets(
  call: Caller,
  portalId: string,
  { ticketIds, properties }: Wanted,
): Promise<readonly TicketSnapshot[]> {
  const ids = [...new Set(ticketIds)];
  const wanted = { ticketIds: ids, properties };
  const tickets =
    ids.length <= MAX_SINGLE_READS
      ? await readSingly(call, portalId, wanted)
      : await readInBatches(call, portalId, wanted);
  // A merged ticket may come back as the one it was merged into, which nobody asked for.
  const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
  return ids.map((id) => byId.get(id)).filter((ticket) => ticket !== undefined);
}

async function readSingly(
  call: Caller,
  portalId: string,
  { ticketIds, properties }: Wanted,
): Promise<readonly TicketSnapshot[]> {
  const records = await Promise.all(
    ticketIds.map((id) => unlessGone(readTicket(call, portalId, { id, properties }))),
  );
  return records.filter((record) => record !== null).map(snapshotWithAssociations);
}

/** Of a record that came with its associations. */
export function snapshotWithAssociations(
  record: z.infer<typeof TicketWithAssociations>,
): TicketSnapshot {
  return snapshotOf(record, {
    contacts: associatedOf(record.associations?.contacts?.results ?? []),
    companies: associatedOf(record.associations?.companies?.results ?? []),
  });
}

function readTicket(
  call: Caller,
  portalId: string,
  { id, properties }: { readonly id: string; readonly properties: readonly string[] },
) {
  const history = [...properties];
  return call(portalId, {
    path: "GET /crm/v3/objects/tickets/{id}",
    isRepeatable: true,
    answer: TicketWithAssociations,
    send: (client) =>
      client.crm.tickets.basicApi.getByIdWithHttpInfo(
        id,
        [...history, ...OWN_PROPERTIES],
        history,
        ["contacts", "companies"],
      ),
  });
}

/** Here associations have words for types, and one row for each type: the primary one has the plain word. */
function associatedOf(rows: readonly { id: string; type: string }[]): readonly Associated[] {
  const primary = rows.find((row) => row.type === "ticket_to_company")?.id;
  const ids = [...new Set(rows.map((row) => row.id))];
  return ids.map((id) => ({ id, isPrimary: id === primary }));
}

/** Tickets with their history and associations, those that are gone left out. */
export async function readInBatches(
  call: Caller,
  portalId: string,
  { ticketIds: ids, properties }: Wanted,
): Promise<readonly TicketSnapshot[]> {
  const batches = chunksOf(ids, MAX_BATCH_WITH_HISTORY);
  const read = await inTurns(batches, (batch) =>
    readBatch(call, portalId, { ticketIds: batch, properties }),
  );
  return withAssociations(call, portalId, read.flat());
}

/** Reads whom the tickets are of; 2 calls for 1,000 tickets. */
export async function withAssociations(
  call: Caller,
  portalId: string,
  records: readonly TicketRecord[],
): Promise<readonly TicketSnapshot[]> {
  if (records.length === 0) return [];
  const ticketIds = records.map((record) => record.id);
  const [contacts, companies] = await Promise.all([
    readAssociations(call, portalId, { ticketIds, to: "contacts" }),
    readAssociations(call, portalId, { ticketIds, to: "companies" }),
  ]);
  return records.map((record) =>
    snapshotOf(record, {
      contacts: contacts.get(record.id) ?? [],
      companies: companies.get(record.id) ?? [],
    }),
  );
}

async function readBatch(
  call: Caller,
  portalId: string,
  { ticketIds, properties }: Wanted,
): Promise<readonly TicketRecord[]> {
  const path = "POST /crm/v3/objects/tickets/batch/read";
  const { results, errors } = await call(portalId, {
    path,
    isRepeatable: true,
    answer: TicketBatch,
    send: (client) =>
      client.crm.tickets.batchApi.readWithHttpInfo({
        inputs: ticketIds.map((id) => ({ id })),
        properties: [...properties, ...OWN_PROPERTIES],
        propertiesWithHistory: [...properties],
      }),
  });
  refuseOtherErrors(errors ?? [], path);
  return results;
}

function snapshotOf(record: TicketRecord, neighbours: Neighbours): TicketSnapshot {
  const { createdate, hs_primary_company_id: primaryCompanyId } = record.properties;
  const created = Instant.safeParse(createdate).data ?? record.createdAt;
  if (typeof created !== "number") {
    throw new PluginError("crm_unavailable", `ticket ${record.id} has no createdate`, {
      retryable: true,
    });
  }
  const history = Object.entries(record.propertiesWithHistory ?? {});
  return {
    ticketId: record.id,
    createdAt: created,
    properties: record.properties,
    history: Object.fromEntries(history.map(([name, versions]) => [name, oldestFirst(versions)])),
    customers: customersOf(neighbours, primaryCompanyId),
  };
}

/** HubSpot gives them newest first. */
export function oldestFirst(
  versions: readonly z.infer<typeof Version>[],
): readonly PropertyVersion[] {
  return versions
    .map(({ timestamp, value }) => ({ at: timestamp, value: value ?? "" }))
    .reverse()
    .sort((one, other) => one.at - other.at);
}

/** The primary company: as the association says, else as the ticket says, else the first one. */
function customersOf(
  { contacts, companies }: Neighbours,
  named: string | undefined,
): TicketSnapshot["customers"] {
  const primary =
    companies.find((company) => company.isPrimary) ??
    companies.find((company) => company.id === named) ??
    companies[0];
  return [
    ...companies.map(({ id }) => ({ kind: "company" as const, id, isPrimary: id === primary?.id })),
    ...contacts.map(({ id }) => ({ kind: "contact" as const, id, isPrimary: false })),
  ];
}
