import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import type { SurveyRules } from "../../domain/surveys/survey-rules.ts";
import {
  readSubmission,
  scoresOfContact,
  scoresOfTicket,
} from "../../domain/surveys/told-scores.ts";
import type { Crm } from "../../ports/crm.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { CustomerRow, Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";

const DAY_MS = 86_400_000;
/** How far back the first look goes. */
const FIRST_LOOK_MS = 365 * DAY_MS;
/** Search finds a new record only after a while, so each look begins before the end of the last one. */
const OVERLAP_MS = DAY_MS;
/** A search gives 10,000 results, 100 a page; the next night goes on. */
const PAGES_AT_ONCE = 99;
const ROWS_AT_ONCE = 500;

export type ReadDeps = {
  readonly store: Pick<Store, "surveys" | "customers">;
  readonly crm: Pick<Crm, "readSubmissions">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * Reads what customers answered in the CRM's own surveys. Where the portal has none, or does not let them
 * be read, the last scores on tickets and contacts are taken instead; it is tried again every night.
 * Says how many answers are new.
 */
export async function readSurveys(deps: ReadDeps, portalId: string): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null) return 0;
  const rules = context.current.policy.surveys;
  const before = await deps.store.surveys.access(portalId);
  try {
    return await readAnswers(deps, portalId, { rules, readUntil: before.readUntil });
  } catch (error) {
    if (!(error instanceof PluginError) || !isWithoutSurveys(error)) throw error;
    const now = deps.timeSource.now();
    const count = await readScores(deps, portalId, { rules, checkedAt: before.checkedAt });
    await deps.store.surveys.saveAccess(portalId, { access: "missing", readUntil: null }, now);
    if (before.access !== "missing") {
      deps.logger.warn({ portalId }, "survey answers may not be read: last scores are taken");
    }
    return count;
  }
}

/** The scope is missing, or the edition of the portal has no surveys at all. */
function isWithoutSurveys({ code }: PluginError): boolean {
  return code === "crm_missing_scope" || code === "crm_not_found";
}

async function readAnswers(
  { store, crm, timeSource, logger }: ReadDeps,
  portalId: string,
  { rules, readUntil }: { readonly rules: SurveyRules; readonly readUntil: number | null },
): Promise<number> {
  const now = timeSource.now();
  const since = readUntil === null ? now - FIRST_LOOK_MS : readUntil - OVERLAP_MS;
  let after: string | null = null;
  let count = 0;
  let left = 0;
  for (let pages = 0; pages < PAGES_AT_ONCE; pages += 1) {
    const page: Awaited<ReturnType<Crm["readSubmissions"]>> = await crm.readSubmissions(portalId, {
      since,
      after,
    });
    const readings = page.submissions.map((one) => readSubmission(one, rules));
    const answers = readings.flatMap((one) => (one.ok ? [one.answer] : []));
    left += readings.length - answers.length;
    count += (await store.surveys.save(portalId, answers)).length;
    const newest = page.submissions.at(-1)?.createdAt ?? null;
    await store.surveys.saveAccess(portalId, { access: "granted", readUntil: newest }, now);
    after = page.after;
    if (after === null) break;
  }
  logger.info({ portalId, count, left }, "survey answers are read");
  return count;
}

type Scores = { readonly rules: SurveyRules; readonly checkedAt: number | null };

async function readScores(deps: ReadDeps, portalId: string, scores: Scores): Promise<number> {
  const ofTickets = await readTicketScores(deps, portalId, scores);
  return ofTickets + (await readContactScores(deps, portalId, scores.rules));
}

async function readTicketScores(
  { store, timeSource }: ReadDeps,
  portalId: string,
  { rules, checkedAt }: Scores,
): Promise<number> {
  const now = timeSource.now();
  const since = checkedAt === null ? now - FIRST_LOOK_MS : checkedAt - OVERLAP_MS;
  let afterTicketId: string | null = null;
  let count = 0;
  do {
    const wanted = { since, afterTicketId, limit: ROWS_AT_ONCE };
    const page: readonly TicketRow[] = await store.surveys.heardOf(portalId, wanted);
    const answers: readonly SurveyAnswer[] = page.flatMap(({ ticket }) =>
      scoresOfTicket(ticket, rules),
    );
    count += (await store.surveys.save(portalId, answers)).length;
    afterTicketId = page.length < ROWS_AT_ONCE ? null : (page.at(-1)?.ticket.ticketId ?? null);
  } while (afterTicketId !== null);
  return count;
}

async function readContactScores(
  { store }: ReadDeps,
  portalId: string,
  rules: SurveyRules,
): Promise<number> {
  let after: CustomerRow | null = null;
  let count = 0;
  do {
    const page: readonly CustomerRow[] = await store.customers.page(portalId, after, ROWS_AT_ONCE);
    const answers = page.flatMap(({ kind, id, properties }) =>
      kind === "contact" ? scoresOfContact(id, properties, rules) : [],
    );
    count += (await store.surveys.save(portalId, answers)).length;
    after = page.length < ROWS_AT_ONCE ? null : (page.at(-1) ?? null);
  } while (after !== null);
  return count;
}
