/**
 * What a rating link says before it is signed: whose portal, which question, until when. The question's own
 * id is random, so a link tells a stranger neither ticket nor customer.
 */

export type RatingLink = {
  readonly portalId: string;
  readonly requestId: string;
  /** To the second. */
  readonly expiresAt: number;
};

/** Longer ones are not looked at. */
export const MAX_TOKEN_LENGTH = 300;
const SECOND_MS = 1_000;
const VERSION = "r1";

/** `r1.PORTAL.REQUEST.SECONDS` */
export function writeRatingLink({ portalId, requestId, expiresAt }: RatingLink): string {
  return [VERSION, portalId, requestId, Math.floor(expiresAt / SECOND_MS)].join(".");
}

/** Null for what `writeRatingLink` did not make. */
export function readRatingLink(text: string): RatingLink | null {
  const [, portalId, requestId, seconds] =
    /^r1\.(\d{1,18})\.([\w-]{8,64})\.(\d{9,11})$/.exec(text) ?? [];
  if (portalId === undefined || requestId === undefined || seconds === undefined) return null;
  return { portalId, requestId, expiresAt: Number(seconds) * SECOND_MS };
}

/** A token is the text and its signature; null where there are not both. */
export function splitToken(
  token: string,
): { readonly text: string; readonly signature: string } | null {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  const [, text, signature] = /^(r1(?:\.[\w-]+){3})\.([\w.-]+)$/.exec(token) ?? [];
  return text === undefined || signature === undefined ? null : { text, signature };
}
