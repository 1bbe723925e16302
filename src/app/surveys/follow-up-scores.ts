import {
  type FollowUp,
  followUpOf,
  type SurveyAnswer,
  withoutRepeats,
} from "../../domain/surveys/survey-answer.ts";
import type { Logger } from "../../ports/logger.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { noteScore } from "./note-score.ts";

const ANSWERS_AT_ONCE = 200;
/** Of one customer or ticket, the newest. */
const KNOWN_LIMIT = 50;
/** What was answered before Aftercare came, or while it was away for long, is history. */
const FRESH_MS = 14 * 86_400_000;

/** Somebody who does something about a low score; told again after a crash, so each goes by the answer's key. */
export type FollowUpAct = (portalId: string, followUp: FollowUp) => Promise<void>;

export type FollowUpDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly followUpActs: readonly FollowUpAct[];
};

/**
 * Looks once at each answer: the ticket is told of its score, and a low one opens what has to be done
 * about it. Says how many were low.
 */
export async function followUpScores(deps: FollowUpDeps, portalId: string): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null) return 0;
  let low = 0;
  for (;;) {
    const answers = await deps.store.surveys.notFollowed(portalId, ANSWERS_AT_ONCE);
    for (const answer of answers) {
      const now = deps.timeSource.now();
      if (answer.at > now - FRESH_MS) {
        await deps.store.transaction(() => noteScore(deps.store, context, { answer, now }));
        const followUp = followUpOf(answer, context.current.policy.surveys);
        if (followUp !== null && (await isToldFirst(deps, portalId, answer))) {
          for (const act of deps.followUpActs) await act(portalId, followUp);
          low += 1;
        }
      }
      await deps.store.surveys.markFollowed(portalId, [answer.answerKey], now);
    }
    if (answers.length < ANSWERS_AT_ONCE) break;
  }
  if (low > 0) deps.logger.info({ portalId, low }, "low scores are followed up");
  return low;
}

/** The CRM may tell one answer in three places; whichever says most is followed up. */
async function isToldFirst(
  { store }: FollowUpDeps,
  portalId: string,
  answer: SurveyAnswer,
): Promise<boolean> {
  const { customer, ticketId } = answer;
  const known = await store.surveys.of(portalId, {
    customers: customer === null ? [] : [customer],
    ticketIds: ticketId === null ? [] : [ticketId],
    limit: KNOWN_LIMIT,
  });
  return withoutRepeats(known).some(({ answerKey }) => answerKey === answer.answerKey);
}
