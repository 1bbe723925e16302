import { createCardRoutes, TICKET_CARD_PATH } from "../src/adapters/http/card-routes.ts";
import { createHttpApp } from "../src/adapters/http/create-http-app.ts";
import { createHealthRoutes } from "../src/adapters/http/health-routes.ts";
import { connectCodes } from "../src/adapters/system/connect-codes.ts";
import { newId } from "../src/adapters/system/ids.ts";
import { cardUseCases } from "../src/app/sla/card-use-cases.ts";
import { rememberContexts } from "../src/app/sla/remember-contexts.ts";
import { invariant } from "../src/domain/invariant.ts";
import { createSignatureVerifier } from "../webhooks/signature.ts";
import { atMost, type Figure, type Measurement, plain, quantile } from "./figures.ts";
import { startLoadClient } from "./load-client.ts";
import { type Loopback, serve } from "./loopback.ts";
import { DUE_AT, type ManyTickets, someTickets } from "./many-tickets.ts";
import { PUBLIC_BASE_URL, SECRET, signedRequest } from "./signed-requests.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { sweepAllDue } from "./sweep.ts";

const P99_BUDGET_MS = 25;
/** Different tickets, asked for in turn. */
const TICKET_COUNT = 2_000;
/** As the plugin has it. */
const CONTEXT_LIFETIME_MS = 1_000;

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
    const task = { port: server.port, requests: [...requests], connections: sizes.connections };
    await load.run({ ...task, durationMs: sizes.warmUpMs, perSecond });
    const cpu = process.cpuUsage();
    const report = await load.run({ ...task, durationMs, perSecond });
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = (user + system) / 1_000;
    const shown = report.statuses["200"] ?? 0;
    const figures: readonly Figure[] = [
      plain("answer, p50", quantile(report.latenciesMs, 0.5), "ms"),
      atMost(
        { name: "answer, p99", value: quantile(report.latenciesMs, 0.99), unit: "ms" },
        P99_BUDGET_MS,
      ),
      plain("answer, longest", report.latenciesMs.at(-1) ?? Number.NaN, "ms"),
      plain("processor time of the program, an answer", cpuMs / report.answers, "ms"),
      atMost({ name: "answers other than 200", value: report.answers - shown, unit: "count" }, 0),
    ];
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

async function serveCards({ parts }: ManyTickets): Promise<Loopback> {
  const { timeSource, logger } = parts;
  const recent = { lifetimeMs: CONTEXT_LIFETIME_MS, elapsedMs: () => performance.now() };
  const contexts = rememberContexts(parts.contexts, recent);
  const useCases = cardUseCases({ ...parts, codes: connectCodes }, contexts);
  const cards = createCardRoutes({
    verify: createSignatureVerifier({ secret: SECRET, publicBaseUrl: PUBLIC_BASE_URL, timeSource }),
    ...useCases,
    readTicketCard: async (portalId, ticketId) => {
      const view = await useCases.readTicketCard(portalId, ticketId);
      invariant(view !== null && view.row !== null, "the ticket of the bench is known");
      return view;
    },
    timeSource,
    logger,
  });
  const health = createHealthRoutes({
    notReadyBecause: () => null,
    pingStore: () => parts.store.ping(),
    metrics: { contentType: "text/plain", metrics: async () => "" },
  });
  return serve(createHttpApp({ cards, health, newRequestId: newId, logger }));
}
