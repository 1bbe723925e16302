import type { IncomingHttpHeaders } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import type { CardUseCases } from "../../app/sla/card-use-cases.ts";
import type { Logger } from "../../ports/logger.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardQuestion, type Read, type Refusal, readQuestion } from "./card-question.ts";
import type { PortalLoad } from "./portal-load.ts";

const NO_BODY = Buffer.alloc(0);

/** What stands before every answer. */
export type Gate = {
  /** Says whether HubSpot signed a request over its full address. */
  readonly verify: (request: {
    readonly method: string;
    readonly originalUrl: string;
    readonly rawBody: Uint8Array;
    readonly headers: IncomingHttpHeaders;
  }) => { readonly ok: true } | { readonly ok: false; readonly reason: string };
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** Absent: as many requests as come. */
  readonly load?: PortalLoad;
  /** What the answer asks of the store is of the portal that signed, and no other's can be had. */
  readonly within: Store["within"];
};

export type CardRoutesOptions = CardUseCases & Gate;
export type Routes = CardRoutesOptions & { readonly formats: CardFormats };
export type Asked = CardQuestion & { readonly body: unknown };
export type Answer = { readonly ok: true; readonly body: object } | Refusal;

export function answering(
  routes: Routes,
  answer: (asked: Asked, routes: Routes) => Promise<Answer>,
): RequestHandler {
  return answeringTo(routes, readQuestion, answer);
}

/** Nothing is read before the signature holds, and nothing is answered but what `answer` made. */
export function answeringTo<Question extends { readonly portalId: string }, All extends Gate>(
  routes: All,
  read: Read<Question>,
  answer: (asked: Question & { readonly body: unknown }, routes: All) => Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    const asked = readAsked(request, routes, read);
    const answered = asked.ok
      ? await withinLoad(routes.load, asked.portalId, () =>
          routes.within(asked.portalId, () => answer(asked, routes)),
        )
      : asked;
    if (answered.ok) response.set("cache-control", "no-store").json(answered.body);
    else refuse(response, routes.logger, answered);
  };
}

/** Whose portal asks for more than its share is told so at once, and holds up nobody else. */
async function withinLoad(
  load: PortalLoad | undefined,
  portalId: string,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const leave = load === undefined ? () => undefined : load.enter(portalId);
  if (leave === null) return { ok: false, status: 429, reason: "too_many_requests" };
  try {
    return await answer();
  } finally {
    leave();
  }
}

function readAsked<Question>(
  request: Request,
  gate: Gate,
  read: Read<Question>,
): ({ readonly ok: true } & Question & { readonly body: unknown }) | Refusal {
  const { method, originalUrl, headers } = request;
  const rawBody = Buffer.isBuffer(request.body) ? request.body : NO_BODY;
  const check = gate.verify({ method, originalUrl, rawBody, headers });
  if (!check.ok) return { ok: false, status: 401, reason: check.reason };
  const question = read(originalUrl);
  return question.ok ? { ...question, body: jsonOf(rawBody) } : question;
}

/** Undefined for what is no JSON: no request has that shape. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function refuse(response: Response, logger: Logger, { status, reason }: Refusal): void {
  logger.warn({ status, reason }, "a card request was refused");
  response.status(status).json({ error: reason });
}

export const BAD_BODY: Refusal = { ok: false, status: 400, reason: "bad_body" };
