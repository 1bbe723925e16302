import { customerKey } from "../tiering/customer-key.ts";
import { type AskDeps, askCustomers, type MayAsk } from "./ask-customers.ts";
import { type FollowUpDeps, followUpScores } from "./follow-up-scores.ts";
import { type ReadDeps, readSurveys } from "./read-surveys.ts";

export type SurveyDeps = ReadDeps & FollowUpDeps & AskDeps;

/** The nightly turn of one portal: what was answered, what has to be done about it, whom to ask next. */
export async function surveyNight(deps: SurveyDeps, portalId: string): Promise<void> {
  await readSurveys(deps, portalId);
  await followUpScores(deps, portalId);
  await askCustomers(deps, portalId);
}

/** Where nothing else counts contacts, the rest between two questions is the only cap. */
export const everybodyMayBeAsked: MayAsk = async (_portalId, customers) =>
  new Set(customers.map(customerKey));
