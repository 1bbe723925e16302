import type { RatingLink } from "../../domain/surveys/rating-link.ts";
import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import type { RatingTokens } from "../../ports/rating-tokens.ts";
import type { Store } from "../../ports/store.ts";
import type { SurveyRequest } from "../../ports/survey-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { noteScore } from "./note-score.ts";

export type RatingDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly ratingTokens: RatingTokens;
};

/** What whoever opens a link may see: the question, never whom or what it is about. */
export type RatingView =
  | ({ readonly state: "open" } & Pick<SurveyRequest, "kind" | "scale" | "language">)
  | ({ readonly state: "answered" | "expired" } & Pick<SurveyRequest, "language">)
  /** Forged, changed, of another installation, or of a portal that is not connected any more. */
  | { readonly state: "not_valid" };

/** `saved` and a second answer, which changes nothing, are told apart by `answered`. */
export type RatingOutcome =
  | RatingView
  | ({ readonly state: "saved" } & Pick<SurveyRequest, "language">)
  | ({ readonly state: "wrong_score" } & Pick<SurveyRequest, "kind" | "scale" | "language">);

const MAX_COMMENT_LENGTH = 1_000;

/** Shows the question of a link; opening it, as mail scanners do, answers nothing. */
export async function openRating(deps: RatingDeps, token: string): Promise<RatingView> {
  return withLink(deps, token, async (found) => viewOf(found, deps.timeSource.now()));
}

/** Keeps the one answer to a link, in one transaction with what the ticket is told of it. */
export async function answerRating(
  deps: RatingDeps,
  token: string,
  said: { readonly score: number | null; readonly comment: string },
): Promise<RatingOutcome> {
  return withLink(deps, token, async (found): Promise<RatingOutcome> => {
    const now = deps.timeSource.now();
    const view = viewOf(found, now);
    if (view.state !== "open") return view;
    const { score } = said;
    if (score === null || !isOnScale(view.scale, score)) return { ...view, state: "wrong_score" };
    const answer = answerOf(found.request, { score, comment: said.comment, now });
    return deps.store.transaction(() => keep(deps.store, found, answer));
  });
}

type Found = {
  readonly context: PortalContext;
  readonly link: RatingLink;
  readonly request: SurveyRequest;
};

/** Works within the portal that has signed the link. */
async function withLink<Outcome>(
  deps: RatingDeps,
  token: string,
  answer: (found: Found) => Promise<Outcome>,
): Promise<Outcome | { readonly state: "not_valid" }> {
  const link = deps.ratingTokens.read(token);
  if (link === null) return { state: "not_valid" };
  return deps.store.within(link.portalId, async () => {
    const found = await find(deps, link);
    return found === null ? { state: "not_valid" } : answer(found);
  });
}

async function find(deps: RatingDeps, link: RatingLink): Promise<Found | null> {
  const context = await deps.contexts(link.portalId);
  if (context === null) return null;
  const request = await deps.store.surveys.request(link.portalId, link.requestId);
  return request === null ? null : { context, link, request };
}

/** Whoever has answered is thanked also when the link has expired. */
function viewOf({ link, request }: Found, now: number): RatingView {
  const { kind, scale, language } = request;
  if (request.answeredAt !== null) return { state: "answered", language };
  if (now >= link.expiresAt) return { state: "expired", language };
  return { state: "open", kind, scale, language };
}

function isOnScale({ from, to }: SurveyRequest["scale"], score: number): boolean {
  return Number.isInteger(score) && score >= from && score <= to;
}

function answerOf(
  { requestId, kind, scale, customer, ticketId }: SurveyRequest,
  {
    score,
    comment,
    now,
  }: { readonly score: number; readonly comment: string; readonly now: number },
): SurveyAnswer {
  return {
    answerKey: `rating:${requestId}`,
    kind,
    score,
    scale,
    at: now,
    customer,
    ticketId,
    comment: comment.trim().slice(0, MAX_COMMENT_LENGTH),
    source: "rating_link",
  };
}

async function keep(
  store: Store,
  { context, request: { requestId, ticketId, language } }: Found,
  answer: SurveyAnswer,
): Promise<RatingOutcome> {
  const { portalId } = context.portal;
  const now = answer.at;
  if (!(await store.surveys.markAnswered(portalId, requestId, now))) {
    return { state: "answered", language };
  }
  await store.surveys.save(portalId, [answer]);
  await noteScore(store, context, { answer, now });
  // The link is taken off the ticket.
  const target = { kind: "ticket_properties", subjectId: ticketId } as const;
  await requestSends(store, context.portal, { targets: [target], now });
  return { state: "saved", language };
}
