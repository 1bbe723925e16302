import { createCardRoutes } from "../src/adapters/http/card-routes.ts";
import { createHttpApp } from "../src/adapters/http/create-http-app.ts";
import { createHealthRoutes } from "../src/adapters/http/health-routes.ts";
import { createPortalLoad } from "../src/adapters/http/portal-load.ts";
import { createCustomerActivities } from "../src/adapters/postgres/customer-activities.ts";
import { connectCodes } from "../src/adapters/system/connect-codes.ts";
import { newId } from "../src/adapters/system/ids.ts";
import { rememberOfPortal } from "../src/app/portals/remember-of-portal.ts";
import { cardUseCases } from "../src/app/sla/card-use-cases.ts";
import { createCustomerCards } from "../src/create-customer-cards.ts";
import { createHome } from "../src/create-home.ts";
import { invariant } from "../src/domain/invariant.ts";
import { createSignatureVerifier } from "../webhooks/signature.ts";
import { type Loopback, serve } from "./loopback.ts";
import type { ManyTickets } from "./many-tickets.ts";
import { PUBLIC_BASE_URL, SECRET } from "./signed-requests.ts";

/** As the plugin has it. */
const PORTAL_LIFETIME_MS = 1_000;

/** As the settings have it by default. */
const REQUESTS_AT_ONCE = 64;

/** Nobody was asked to rate a ticket of the bench. */
const ratingLink = () => PUBLIC_BASE_URL;

/** Cards and home page as the plugin serves them; a record that nobody knows fails instead of answering quickly. */
export async function serveCards({ parts }: Pick<ManyTickets, "parts">): Promise<Loopback> {
  const { timeSource, logger } = parts;
  const remember = rememberOfPortal({
    lifetimeMs: PORTAL_LIFETIME_MS,
    elapsedMs: () => performance.now(),
  });
  const contexts = remember(parts.contexts);
  const verify = createSignatureVerifier({
    secret: SECRET,
    publicBaseUrl: PUBLIC_BASE_URL,
    timeSource,
  });
  const useCases = cardUseCases({ ...parts, codes: connectCodes, ratingLink }, contexts);
  const load = createPortalLoad(REQUESTS_AT_ONCE);
  const { within } = parts.store;
  const cards = createCardRoutes({
    verify,
    load,
    within,
    ...useCases,
    readTicketCard: async (portalId, ticketId) => {
      const view = await useCases.readTicketCard(portalId, ticketId);
      invariant(view !== null && view.row !== null, "the ticket of the bench is known");
      return view;
    },
    timeSource,
    logger,
  });
  const activities = createCustomerActivities(parts.db);
  const customerCards = createCustomerCards(
    { ...parts, activities, verify, load, within },
    remember,
  );
  const home = createHome({ ...parts, contexts, verify, load, within }, remember);
  const health = createHealthRoutes({
    notReadyBecause: () => null,
    pingStore: () => parts.store.ping(),
    metrics: { contentType: "text/plain", metrics: async () => "" },
  });
  return serve(createHttpApp({ cards, customerCards, home, health, newRequestId: newId, logger }));
}
