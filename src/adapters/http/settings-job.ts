import { standingOf } from "../../app/governance/settings-job.ts";
import type { JobView } from "../../app/governance/settings-use-cases.ts";
import type { SettingsJob } from "../../contract/settings-work.ts";
import { cut } from "./card-cut.ts";
import { presentEffect } from "./settings-effect.ts";
import { presentReplay, type ReplayNames } from "./settings-replay.ts";
import type { SettingsTexts } from "./settings-texts.ts";

/** A job with what it has found, in words. */
export function presentJob(
  { job, policies }: JobView,
  now: number,
  texts: SettingsTexts,
): SettingsJob {
  const { jobId, question, isStopping, result } = job;
  const state = standingOf(job, now);
  return {
    ...{ jobId, kind: question.kind, state },
    isStopping: isStopping && state === "running",
    title: titleOf(job, texts),
    text: textOf(state, job, texts),
    effect: result?.kind === "effect" ? presentEffect(result, policies, texts) : null,
    replay:
      result?.kind === "replay" ? presentReplay(result.replay, namesOf(policies), texts) : null,
  };
}

function namesOf(policies: JobView["policies"]): ReplayNames {
  return policies === null ? [] : [policies.proposed, policies.present];
}

function titleOf({ question, title, startedAt }: JobView["job"], { t, at }: SettingsTexts): string {
  const said = { title: cut(title), time: at(startedAt) };
  return question.kind === "effect"
    ? t("settingsWork.job.effect", said)
    : t("settingsWork.job.replay", { ...said, count: question.sinceDays });
}

function textOf(
  state: SettingsJob["state"],
  { tickets }: JobView["job"],
  { t, number }: SettingsTexts,
): string {
  switch (state) {
    case "running":
      return tickets === 0
        ? t("settingsWork.job.waiting")
        : t("settingsWork.job.looked", { count: tickets });
    case "done":
      return t("settingsWork.job.looked", { count: tickets });
    case "failed":
    case "cancelled":
      return t(`settingsWork.job.${state}`, { tickets: number(tickets) });
  }
}
