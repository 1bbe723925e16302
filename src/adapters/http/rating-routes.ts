import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { RatingOutcome, RatingView } from "../../app/surveys/rating.ts";
import { languageOfCustomer } from "../../domain/surveys/customer-language.ts";
import type { MessageLanguage } from "../../messages/translate.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { createAttemptLimit } from "./attempt-limit.ts";
import { MAX_COMMENT_LENGTH, type RatingPage, renderRatingPage, statusOf } from "./rating-page.ts";

export const RATING_PATH = "/rate";

/** A comment of the longest kind in UTF-8, percent-encoded, and the score. */
const BODY_LIMIT = "16kb";
/** Whoever answers needs two requests; a link that is opened so often is not opened by a person. */
const LINK_LIMIT = { attempts: 20, withinMs: 60_000 };
/** From one address: high, as a proxy in front makes all customers one address. */
const ADDRESS_LIMIT = { attempts: 600, withinMs: 60_000 };

/** Nothing but the page itself, which sends its form to itself only. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export type RatingRoutesOptions = {
  readonly openRating: (token: string) => Promise<RatingView>;
  readonly answerRating: (
    token: string,
    said: { readonly score: number | null; readonly comment: string },
  ) => Promise<RatingOutcome>;
  readonly timeSource: TimeSource;
};

/**
 * What a customer opens: `GET /rate/TOKEN` shows one question, `POST` answers it. The token is the right
 * and the protection against forged forms: without it there is nothing to post to, and no cookie is set.
 */
export function createRatingRoutes(options: RatingRoutesOptions): Router {
  const { timeSource } = options;
  const links = createAttemptLimit(LINK_LIMIT);
  const addresses = createAttemptLimit(ADDRESS_LIMIT);
  const isTooMany = (request: Request): boolean => {
    const now = timeSource.now();
    return !addresses.take(request.ip ?? "", now) || !links.take(tokenOf(request), now);
  };
  const router = Router();
  router.get(`${RATING_PATH}/:token`, async (request, response) => {
    if (isTooMany(request)) return show({ request, response }, { state: "too_many" });
    show({ request, response }, await options.openRating(tokenOf(request)));
  });
  router.post(
    `${RATING_PATH}/:token`,
    express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 10 }),
    async (request, response) => {
      if (isTooMany(request)) return show({ request, response }, { state: "too_many" });
      const said = Form.parse(request.body ?? {});
      show({ request, response }, await options.answerRating(tokenOf(request), said));
    },
  );
  return router;
}

const Form = z
  .object({ score: z.string().optional().catch(undefined), comment: z.string().catch("") })
  .transform(({ score, comment }) => ({
    score: score !== undefined && /^\d{1,3}$/.test(score) ? Number(score) : null,
    comment: comment.slice(0, MAX_COMMENT_LENGTH),
  }));

function tokenOf(request: Request): string {
  return String(request.params["token"] ?? "");
}

function show(
  { request, response }: { readonly request: Request; readonly response: Response },
  page: RatingPage & { readonly language?: MessageLanguage },
): void {
  const language = chosenLanguage(request) ?? page.language ?? acceptedLanguage(request) ?? "en";
  response
    .status(statusOf(page, request.method === "POST"))
    .set("cache-control", "no-store")
    .set("content-security-policy", CONTENT_POLICY)
    .set("x-robots-tag", "noindex")
    .type("html")
    .send(renderRatingPage(page, language));
}

function chosenLanguage(request: Request): MessageLanguage | null {
  const { lang } = request.query;
  return typeof lang === "string" ? languageOfCustomer(lang) : null;
}

/** Of whoever has no valid link nothing else is known. */
function acceptedLanguage(request: Request): MessageLanguage | null {
  for (const tag of request.acceptsLanguages()) {
    const language = languageOfCustomer(tag);
    if (language !== null) return language;
  }
  return null;
}
