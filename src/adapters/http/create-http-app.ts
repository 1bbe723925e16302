import express, { type Express, type RequestHandler } from "express";
import helmet from "helmet";
import type { Logger } from "../../ports/logger.ts";
import { answerErrors, answerNotFound, REQUEST_ID_HEADER } from "./error-answer.ts";

export type HttpAppOptions = {
  /** Slack's router must see the raw bytes, so nothing before it may read a body. */
  readonly slack?: RequestHandler;
  readonly slackInstall?: RequestHandler;
  /** For browsers of those who install the app. */
  readonly install?: RequestHandler;
  readonly webhooks?: RequestHandler;
  readonly cards?: RequestHandler;
  readonly customerCards?: RequestHandler;
  readonly settings?: RequestHandler;
  /** For customers, from anywhere. */
  readonly ratings?: RequestHandler;
  readonly home?: RequestHandler;
  readonly health: RequestHandler;
  readonly newRequestId: () => string;
  readonly logger: Logger;
};

/** The one express app. A worker without the web role gets only the health routes. */
export function createHttpApp(options: HttpAppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  // Every answer is fresh or tiny; hashing it for a conditional request costs more than it saves.
  app.disable("etag");
  app.use((_request, response, next) => {
    response.setHeader(REQUEST_ID_HEADER, options.newRequestId());
    next();
  });
  app.use(helmet());
  const { slack, slackInstall, install, webhooks, cards, customerCards, settings } = options;
  const { home, ratings, health } = options;
  const ways = [
    slack,
    slackInstall,
    install,
    webhooks,
    cards,
    customerCards,
    settings,
    home,
    ratings,
  ];
  for (const routes of [...ways, health]) {
    if (routes !== undefined) app.use(routes);
  }
  app.use(answerNotFound());
  app.use(answerErrors(options.logger));
  return app;
}
