import { TICKET_CARD_PATH } from "../src/adapters/http/card-routes.ts";
import { serveCards } from "./card-server.ts";
import type { Measurement } from "./figures.ts";
import { startLoadClient } from "./load-client.ts";
import { DUE_AT, type ManyTickets, someTickets } from "./many-tickets.ts";
import { pacedAnswers } from "./paced-answers.ts";
import { signedRequest } from "./signed-requests.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { sweepAllDue } from "./sweep.ts";

/** Different tickets, asked for in turn. */
const TICKET_COUNT = 2_000;

/** Cards of running, warned and overdue tickets, asked for as HubSpot's proxy does. */
export async function measureCard(
  many: ManyTickets,
  place: StorePlace,
  sizes: Sizes["card"],
): Promise<Measurement> {
  await sweepAllDue(many);
  const tickets = await someTickets(many, TICKET_COUNT);
  const requests = tickets.map(({ portalId, ticketId }) =>
    signedRequest({ method: "GET", path: pathOf(portalId, ticketId) }, DUE_AT),
  );
  const server = await serveCards(many);
  const load = startLoadClient();
  try {
    const { durationMs, perSecond } = sizes.paced;
    const figures = await pacedAnswers(load, { port: server.port, requests, sizes });
    return {
      subject: place.name,
      set:
        `${many.told + many.copied} tickets stored, ${perSecond} requests/s for ` +
        `${durationMs / 1_000} s over ${sizes.connections} connections`,
      figures:
        place.engine === "server" ? figures : figures.map((one) => ({ ...one, budget: null })),
    };
  } finally {
    await load.stop();
    await server.close();
  }
}

function pathOf(portalId: string, ticketId: string): string {
  const identity = `userId=7001&portalId=${portalId}&userEmail=rep@example.com&appId=9001`;
  return `${TICKET_CARD_PATH}?objectId=${ticketId}&language=en&${identity}`;
}
