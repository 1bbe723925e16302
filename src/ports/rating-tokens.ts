import type { RatingLink } from "../domain/surveys/rating-link.ts";

/** What a customer carries: a rating link that nobody else can make or change. */
export type RatingTokens = {
  write(link: RatingLink): string;
  /** Null for whatever `write` did not make. Whether it has expired is for the caller to say. */
  read(token: string): RatingLink | null;
};
