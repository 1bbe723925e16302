import { createHmac } from "node:crypto";
import {
  type CustomerRoutesOptions,
  createCustomerCardRoutes,
} from "../../../src/adapters/http/card-customer-routes.ts";
import { createCardRoutes } from "../../../src/adapters/http/card-routes.ts";
import { createHttpApp, type HttpAppOptions } from "../../../src/adapters/http/create-http-app.ts";
import { createHealthRoutes } from "../../../src/adapters/http/health-routes.ts";
import {
  createHomeRoutes,
  type HomeRoutesOptions,
} from "../../../src/adapters/http/home-routes.ts";
import type { CardUseCases } from "../../../src/app/sla/card-use-cases.ts";
import { createSignatureVerifier } from "../../../webhooks/signature.ts";
import { listen } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { now } from "./ticket-views.ts";

const SECRET = "a secret of tests";
export const publicBaseUrl = "https://app.example.com";
export const identity = "userId=7&portalId=62515&userEmail=rep%40example.com&appId=5";

export type CardServer = Awaited<ReturnType<typeof startCards>>;

type CardRequest = {
  readonly signedUri?: string | undefined;
  readonly body?: string;
  readonly signedBody?: string;
};

const unasked = async () => Promise.reject(new Error("nothing of that kind was expected"));

const timeSource = { now: () => now };
const within = async <T>(_portalId: string, work: () => Promise<T>) => work();
const verify = createSignatureVerifier({ secret: SECRET, publicBaseUrl, timeSource });

/** The routes of the cards with the use cases that a test gives; nobody has anything to connect. */
export function startCards(useCases: Partial<CardUseCases>) {
  const logger = createRecordingLogger();
  const cards = createCardRoutes({
    verify,
    within,
    readTicketCard: unasked,
    readOpenRating: async () => null,
    readClockTrace: unasked,
    pressTicket: unasked,
    logByHand: unasked,
    escalate: unasked,
    actOnCase: unasked,
    readTicketComplaint: unasked,
    pressComplaint: unasked,
    openAction: unasked,
    actOnAction: unasked,
    mayConnect: async () => false,
    connect: unasked,
    ...useCases,
    timeSource,
    logger,
  });
  return serve({ cards, logger });
}

/** The routes of a customer's cards. */
export function startCustomerCards(
  useCases: Omit<CustomerRoutesOptions, "verify" | "timeSource" | "logger" | "within">,
) {
  const logger = createRecordingLogger();
  const options = { verify, within, timeSource, logger, ...useCases };
  return serve({ customerCards: createCustomerCardRoutes(options), logger });
}

/** The routes of the app's home page. */
export function startHome(
  useCases: Omit<HomeRoutesOptions, "verify" | "timeSource" | "logger" | "within">,
) {
  const logger = createRecordingLogger();
  return serve({
    home: createHomeRoutes({ verify, within, timeSource, logger, ...useCases }),
    logger,
  });
}

async function serve(parts: Pick<HttpAppOptions, "cards" | "customerCards" | "home" | "logger">) {
  const health = createHealthRoutes({
    notReadyBecause: () => null,
    pingStore: async () => undefined,
    metrics: { contentType: "text/plain", metrics: async () => "" },
  });
  const server = await listen(createHttpApp({ ...parts, health, newRequestId: () => "r1" }));
  return {
    close: () => server.close(),
    request: (path: string, asked: CardRequest) => request(server.url, path, asked),
  };
}

/** Asks as HubSpot's proxy does: it signs the address with some of its escapes decoded. */
function request(
  url: string,
  path: string,
  { signedUri, body, signedBody = body }: CardRequest,
): Promise<Response> {
  const uri = signedUri ?? (publicBaseUrl + path).replaceAll("%40", "@");
  const method = body === undefined ? "GET" : "POST";
  return fetch(url + path, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: {
      "x-hubspot-signature-v3": createHmac("sha256", SECRET)
        .update(`${method}${uri}${signedBody ?? ""}${now}`)
        .digest("base64"),
      "x-hubspot-request-timestamp": String(now),
    },
  });
}
