import { RATING_PATH } from "./adapters/http/rating-routes.ts";
import { newId } from "./adapters/system/ids.ts";
import { openForRecurrence } from "./app/complaints/open-for-recurrence.ts";
import { lowScoreActs } from "./app/surveys/follow-low-score.ts";
import { withinContactCap } from "./app/surveys/within-contact-cap.ts";
import type { WorkDeps } from "./app/work/start-work.ts";
import type { Parts, PluginOptions } from "./plugin.ts";

/** The address by which a customer answers a question. */
export function createRatingLink(
  { publicBaseUrl }: Pick<PluginOptions, "publicBaseUrl">,
  { ratingTokens }: Pick<Parts, "ratingTokens">,
): WorkDeps["ratingLink"] {
  return (portalId, { requestId, expiresAt }) =>
    `${publicBaseUrl}${RATING_PATH}/${ratingTokens.write({ portalId, requestId, expiresAt })}`;
}

/** What surveys and the look for causes ask of the rest: who may be asked, and who does what about it. */
export function feedbackDeps(
  options: Pick<PluginOptions, "publicBaseUrl" | "timeSource">,
  { ratingTokens, store, contexts }: Pick<Parts, "ratingTokens" | "store" | "contexts">,
): Pick<WorkDeps, "ratingLink" | "newId" | "mayAsk" | "followUpActs" | "openActions"> {
  const deps = { store, contexts, timeSource: options.timeSource };
  return {
    ratingLink: createRatingLink(options, { ratingTokens }),
    newId,
    mayAsk: withinContactCap(deps),
    followUpActs: lowScoreActs(deps),
    openActions: [openForRecurrence(deps)],
  };
}
