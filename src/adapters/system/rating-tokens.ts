import { readRatingLink, splitToken, writeRatingLink } from "../../domain/surveys/rating-link.ts";
import type { RatingTokens } from "../../ports/rating-tokens.ts";
import type { Seal } from "../../ports/token-vault.ts";

const PURPOSE = "rating link";

/** `r1.PORTAL.REQUEST.SECONDS.KEY-ID.SIGNATURE`; nothing of it is looked at before the signature holds. */
export function createRatingTokens(seal: Pick<Seal, "sign" | "isSigned">): RatingTokens {
  return {
    write: (link) => {
      const text = writeRatingLink(link);
      return `${text}.${seal.sign(PURPOSE, text)}`;
    },
    read: (token) => {
      const parts = splitToken(token);
      if (parts === null || !seal.isSigned(PURPOSE, parts.text, parts.signature)) return null;
      return readRatingLink(parts.text);
    },
  };
}
