import { z } from "zod";
import {
  CUSTOMER_CARD_PATH,
  CUSTOMER_FILE_PATH,
} from "../src/adapters/http/card-customer-routes.ts";
import { CustomerKind } from "../src/domain/tiering/customer.ts";
import { serveCards } from "./card-server.ts";
import type { Measurement } from "./figures.ts";
import { startLoadClient } from "./load-client.ts";
import { commitStories, DUE_AT, type ManyTickets } from "./many-tickets.ts";
import { pacedAnswers } from "./paced-answers.ts";
import { signedRequest } from "./signed-requests.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { BENCH_NOW, closedStoryOf, openStoryOf, PORTAL_IDS } from "./ticket-stories.ts";

/** A customer with as many tickets as people still call one customer. */
const TICKETS_OF_CUSTOMER = 200;
/** The newest of them; the others were closed long ago. */
const OPEN_OF_CUSTOMER = 10;
/** Beyond the numbers of all other tickets of the bench. */
const FIRST_NUMBER = 10_000_000;
const FIRST_COMPANY_ID = 21_000_000_000;
const DAY_MS = 86_400_000;

/**
 * So many ordinary customers are asked for before one with very many tickets: in a real log of 14,950
 * incidents, one in 44 is of a caller with 200 or more.
 */
const ORDINARY_PER_BUSY = 39;
const ORDINARY_COUNT = 1_000;

/** Card and file of customers, every fortieth of them with hundreds of tickets, from the store alone. */
export async function measureCustomerCard(
  many: ManyTickets,
  place: StorePlace,
  sizes: Sizes["card"],
): Promise<Measurement> {
  const busy = await openBusyCompanies(many, sizes.busyCustomers);
  const ordinary = await ordinaryCustomers(many);
  const asked = ordinary.flatMap((customer, n) => {
    if (n % ORDINARY_PER_BUSY !== 0) return [customer];
    return [busy[(n / ORDINARY_PER_BUSY) % busy.length] ?? customer, customer];
  });
  const requestsTo = (path: string) =>
    asked.map((customer) => signedRequest({ method: "GET", path: pathOf(path, customer) }, DUE_AT));
  many.time.now = () => DUE_AT;
  const server = await serveCards(many);
  const load = startLoadClient();
  try {
    const { durationMs, perSecond } = sizes.paced;
    const ask = (of: string, path: string) =>
      pacedAnswers(load, { port: server.port, requests: requestsTo(path), sizes, of });
    const figures = [
      ...(await ask("card", CUSTOMER_CARD_PATH)),
      ...(await ask("file", CUSTOMER_FILE_PATH)),
    ];
    return {
      subject: place.name,
      set:
        `${ordinary.length} customers, and every ${ORDINARY_PER_BUSY + 1}th time one of ${busy.length} with ` +
        `${TICKETS_OF_CUSTOMER} tickets; ` +
        `${perSecond} requests/s for ${durationMs / 1_000} s over ${sizes.connections} connections`,
      figures:
        place.engine === "server" ? figures : figures.map((one) => ({ ...one, budget: null })),
    };
  } finally {
    await load.stop();
    await server.close();
  }
}

const Customer = z.object({ portal_id: z.string(), kind: CustomerKind, customer_id: z.string() });
type Customer = { readonly portalId: string; readonly kind: CustomerKind; readonly id: string };

/** Customers of the tickets that were told; each has a few. */
async function ordinaryCustomers({ parts }: ManyTickets): Promise<readonly Customer[]> {
  const rows = await parts.db.rows(
    Customer,
    `select portal_id, kind, customer_id from customer where customer_id < $1
     order by md5(customer_id) limit $2`,
    [String(FIRST_COMPANY_ID), ORDINARY_COUNT],
  );
  return rows.map(({ portal_id, kind, customer_id }) => ({
    portalId: portal_id,
    kind,
    id: customer_id,
  }));
}

async function openBusyCompanies(
  { parts }: ManyTickets,
  count: number,
): Promise<readonly Customer[]> {
  const companies: Customer[] = [];
  for (let company = 0; company < count; company += 1) {
    const portalId = PORTAL_IDS[company % PORTAL_IDS.length] ?? 0;
    const customer = { kind: "company" as const, id: FIRST_COMPANY_ID + company };
    const stories = Array.from({ length: TICKETS_OF_CUSTOMER }, (_, n) => {
      const number = FIRST_NUMBER + company * TICKETS_OF_CUSTOMER + n;
      const createdAt = BENCH_NOW - n * DAY_MS;
      const story =
        n < OPEN_OF_CUSTOMER ? openStoryOf(number, createdAt) : closedStoryOf(number, createdAt);
      return { ...story, portalId, customer };
    });
    await commitStories(parts, String(portalId), stories);
    companies.push({ portalId: String(portalId), kind: "company", id: String(customer.id) });
  }
  return companies;
}

function pathOf(path: string, { portalId, kind, id }: Customer): string {
  const identity = `userId=7001&portalId=${portalId}&userEmail=rep@example.com&appId=9001`;
  return `${path}?objectId=${id}&kind=${kind}&language=en&${identity}`;
}
