import type { Store } from "../../ports/store.ts";
import type { SurveyRequest } from "../../ports/survey-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

export type LinkDeps = {
  /** The address by which a customer answers a question. */
  readonly ratingLink: (portalId: string, request: SurveyRequest) => string;
  readonly timeSource: TimeSource;
};

/** The address of a question that can still be answered; null for one that leads nowhere any more. */
export function openRatingLink(
  { ratingLink, timeSource }: LinkDeps,
  portalId: string,
  request: SurveyRequest | undefined,
): string | null {
  const isOpen =
    request !== undefined && request.answeredAt === null && request.expiresAt > timeSource.now();
  return isOpen ? ratingLink(portalId, request) : null;
}

/** What a rep may pass on to the customer of a ticket. */
export type OpenRating = { readonly url: string; readonly expiresAt: number };

/** Null where nobody was asked, or the question is over. */
export async function readOpenRating(
  deps: LinkDeps & { readonly store: Pick<Store, "surveys"> },
  portalId: string,
  ticketId: string,
): Promise<OpenRating | null> {
  const [request] = await deps.store.surveys.requestsOf(portalId, [ticketId]);
  const url = openRatingLink(deps, portalId, request);
  return request === undefined || url === null ? null : { url, expiresAt: request.expiresAt };
}
