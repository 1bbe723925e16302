import { FilterOperatorEnum as Is } from "@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js";
import { z } from "zod";
import type { TicketPage, TicketPageWish, TicketWish } from "../../ports/crm-changes.ts";
import { Instant, Paging } from "./answers.ts";
import type { Caller } from "./call.ts";
import {
  MAX_BATCH_WITH_HISTORY,
  OWN_PROPERTIES,
  readInBatches,
  snapshotWithAssociations,
  TicketRecord,
  TicketWithAssociations,
  withAssociations,
} from "./tickets.ts";

const PAGE_LENGTH = 200;
/** HubSpot lists 100 a page, 50 when history is asked for. */
const LIST_LENGTH = 100;
const ID = "hs_object_id";
const IS_CLOSED = "hs_is_closed";
const CLOSED = "closed_date";
const CREATED = "createdate";

const Found = z.looseObject({ total: z.coerce.number().nullish(), results: z.array(TicketRecord) });
const Listed = z.looseObject({ results: z.array(TicketWithAssociations), paging: Paging });

/** How many tickets there are, and how many of them are wanted. */
export async function countTickets(
  call: Caller,
  portalId: string,
  wish: TicketWish,
): Promise<{ readonly all: number; readonly wanted: number }> {
  const all = await search(call, portalId, { groups: [], properties: [], limit: 1 });
  const groups = groupsOf(wish, null);
  const wanted = await search(call, portalId, { groups, properties: [], limit: 1 });
  return { all: all.total ?? 0, wanted: wanted.total ?? 0 };
}

/** One page of the wanted tickets; a list has tickets that nobody wants too, which are left out. */
export function readTicketPage(
  call: Caller,
  portalId: string,
  wish: TicketPageWish,
): Promise<TicketPage> {
  return wish.way === "list" ? listPage(call, portalId, wish) : searchPage(call, portalId, wish);
}

async function searchPage(
  call: Caller,
  portalId: string,
  wish: TicketPageWish,
): Promise<TicketPage> {
  const { results } = await search(call, portalId, {
    groups: groupsOf(wish, wish.after),
    properties: propertiesOf(wish),
    limit: PAGE_LENGTH,
  });
  const last = results.at(-1);
  const after = results.length < PAGE_LENGTH || last === undefined ? null : last.id;
  const tickets = wish.hasHistory
    ? await readInBatches(call, portalId, {
        ticketIds: results.map(({ id }) => id),
        properties: propertiesOf(wish),
      })
    : await withAssociations(call, portalId, results);
  return { tickets, after };
}

async function listPage(call: Caller, portalId: string, wish: TicketPageWish): Promise<TicketPage> {
  const { results, paging } = await call(portalId, {
    path: "GET /crm/v3/objects/tickets",
    isRepeatable: true,
    answer: Listed,
    send: (client) =>
      client.crm.tickets.basicApi.getPageWithHttpInfo(
        wish.hasHistory ? MAX_BATCH_WITH_HISTORY : LIST_LENGTH,
        wish.after ?? undefined,
        [...propertiesOf(wish), ...OWN_PROPERTIES],
        wish.hasHistory ? [...wish.properties] : undefined,
        ["contacts", "companies"],
      ),
  });
  return {
    tickets: results.filter((record) => isWanted(record, wish)).map(snapshotWithAssociations),
    after: paging?.next?.after ?? null,
  };
}

function propertiesOf({ properties }: TicketPageWish): string[] {
  return [...new Set([...properties, IS_CLOSED, CLOSED])];
}

function isWanted(
  { properties, createdAt }: TicketRecord,
  { createdBefore, closedSince }: TicketWish,
): boolean {
  const made = Instant.safeParse(properties[CREATED]).data ?? createdAt;
  if (typeof made === "number" && made >= createdBefore) return false;
  if (properties[IS_CLOSED] !== "true") return true;
  return (Instant.safeParse(properties[CLOSED]).data ?? 0) >= closedSince;
}

type Filter = { readonly propertyName: string; readonly operator: Is; readonly value?: string };

/** A ticket without the flag counts as open. */
function groupsOf({ createdBefore, closedSince }: TicketWish, after: string | null) {
  const common: Filter[] = [
    { propertyName: CREATED, operator: Is.Lt, value: String(createdBefore) },
    ...(after === null ? [] : [{ propertyName: ID, operator: Is.Gt, value: after }]),
  ];
  const either: Filter[] = [
    { propertyName: IS_CLOSED, operator: Is.Eq, value: "false" },
    { propertyName: IS_CLOSED, operator: Is.NotHasProperty },
    { propertyName: CLOSED, operator: Is.Gte, value: String(closedSince) },
  ];
  return either.map((filter) => ({ filters: [...common, filter] }));
}

function search(
  call: Caller,
  portalId: string,
  {
    groups,
    properties,
    limit,
  }: {
    readonly groups: { filters: Filter[] }[];
    readonly properties: readonly string[];
    readonly limit: number;
  },
) {
  return call(portalId, {
    path: "POST /crm/v3/objects/tickets/search",
    kind: "search",
    isRepeatable: true,
    answer: Found,
    send: (client) =>
      client.crm.objects.searchApi.doSearchWithHttpInfo("tickets", {
        filterGroups: groups,
        sorts: [ID],
        properties: [...properties, ...OWN_PROPERTIES],
        limit,
      }),
  });
}
