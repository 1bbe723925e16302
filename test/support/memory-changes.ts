import { instantOf } from "../../src/domain/time/instant.ts";
import type { Crm, CustomerSnapshot, DealSnapshot, TicketSnapshot } from "../../src/ports/crm.ts";
import type { ChangedRecord, CrmChanges } from "../../src/ports/crm-changes.ts";

const RECORDS_A_PAGE = 3;
const TICKETS_A_PAGE = 2;

type Held = {
  readonly tickets: ReadonlyMap<string, TicketSnapshot>;
  readonly customers: ReadonlyMap<string, CustomerSnapshot>;
  readonly deals: ReadonlyMap<string, DealSnapshot>;
};

/**
 * What imports and sweeps read of the CRM in memory. When a record was made and changed last is in its
 * properties, as HubSpot names them; a record without is not found.
 */
export function createMemoryChanges(
  { tickets, customers, deals }: Held,
  note: (method: keyof Crm, portalId: string, about: unknown) => void,
  callsSoFar: () => number,
): CrmChanges {
  const ticketsOf = (portalId: string): readonly TicketSnapshot[] =>
    [...tickets].flatMap(([key, ticket]) => (key.startsWith(`${portalId} `) ? [ticket] : []));
  const isWanted = (
    { properties, createdAt }: TicketSnapshot,
    wish: { readonly createdBefore: number; readonly closedSince: number },
  ): boolean => {
    if (createdAt >= wish.createdBefore) return false;
    const closedAt = instantOf(properties["closed_date"] ?? "");
    return properties["hs_is_closed"] !== "true" || (closedAt ?? 0) >= wish.closedSince;
  };
  return {
    readChanged: async (portalId, object, { from }) => {
      note("readChanged", portalId, { object, from });
      const changedDeals = [...deals].flatMap(([key, { dealId: id, createdAt, properties }]) => {
        const modifiedAt = instantOf(properties["hs_lastmodifieddate"] ?? "") ?? 0;
        return key.startsWith(`${portalId} `) ? [{ id, createdAt, modifiedAt, properties }] : [];
      });
      const all: readonly ChangedRecord[] =
        object === "deal"
          ? changedDeals
          : object === "ticket"
            ? ticketsOf(portalId).map(({ ticketId, createdAt, properties }) => ({
                ...{ id: ticketId, createdAt, properties },
                modifiedAt: instantOf(properties["hs_lastmodifieddate"] ?? "") ?? 0,
              }))
            : [...customers].flatMap(([key, { kind, id, properties }]) =>
                key.startsWith(`${portalId} `) && kind === object
                  ? [
                      {
                        ...{ id, properties },
                        createdAt: instantOf(properties["createdate"] ?? "") ?? 0,
                        modifiedAt: instantOf(properties["lastmodifieddate"] ?? "") ?? 0,
                      },
                    ]
                  : [],
              );
      const found = all
        .filter(({ modifiedAt }) => modifiedAt >= from.at)
        .toSorted((a, b) => a.modifiedAt - b.modifiedAt || (a.id < b.id ? -1 : 1))
        .filter(
          ({ modifiedAt, id }) =>
            modifiedAt > from.at || from.afterId === null || id > from.afterId,
        );
      const records = found.slice(0, RECORDS_A_PAGE);
      const last = records.at(-1);
      const isWhole = found.length <= RECORDS_A_PAGE || last === undefined;
      return { records, next: isWhole ? null : { at: last.modifiedAt, afterId: last.id } };
    },
    countTickets: async (portalId, wish) => {
      note("countTickets", portalId, wish);
      const all = ticketsOf(portalId);
      return { all: all.length, wanted: all.filter((ticket) => isWanted(ticket, wish)).length };
    },
    readTicketPage: async (portalId, wish) => {
      note("readTicketPage", portalId, wish);
      const found = ticketsOf(portalId)
        .filter((ticket) => isWanted(ticket, wish) && ticket.ticketId > (wish.after ?? ""))
        .toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
      const page = found.slice(0, TICKETS_A_PAGE);
      const last = page.at(-1);
      return {
        tickets: wish.hasHistory ? page : page.map((ticket) => ({ ...ticket, history: {} })),
        after: found.length <= TICKETS_A_PAGE || last === undefined ? null : last.ticketId,
      };
    },
    readVersions: async (portalId, kind, { ids, properties }) => {
      note("readVersions", portalId, ids);
      return new Map(
        ids.flatMap((id) => {
          const held = customers.get(`${portalId} ${kind}:${id}`)?.properties;
          if (held === undefined) return [];
          const at = instantOf(held["lastmodifieddate"] ?? "") ?? 0;
          const versions = properties.map((name) => [name, [{ at, value: held[name] ?? "" }]]);
          return [[id, Object.fromEntries(versions)] as const];
        }),
      );
    },
    readGone: async (portalId, object, ids) => {
      note("readGone", portalId, { object, ids });
      return ids.map((id) => ({ id, kind: "deleted" as const, at: null }));
    },
    countCalls: async (work) => {
      const before = callsSoFar();
      const value = await work();
      return { value, calls: callsSoFar() - before };
    },
  };
}
