import type { EventRetry, SendRetry } from "../../app/health/retry-dead.ts";
import type { ImportTurn } from "../../app/imports/turn-import.ts";
import {
  RetryEventRequest,
  RetrySendRequest,
  TurnImportRequest,
} from "../../contract/settings-health.ts";
import type { SettingsActAnswer } from "../../contract/settings-requests.ts";
import { type Answer, BAD_BODY } from "./card-answering.ts";
import { NOTHING_ELSE } from "./settings-acts.ts";
import { presentHealth } from "./settings-health.ts";
import type { SettingsAsked, SettingsRoutes } from "./settings-routes.ts";
import { refusalText, refusedTab, type SettingsTexts } from "./settings-texts.ts";

export async function health(
  { portalId, by, texts }: SettingsAsked,
  { health: useCases, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const found = await useCases.readHealth({ portalId, by });
  const now = timeSource.now();
  if (found.ok) return { ok: true, body: presentHealth(found, now, texts) };
  if (found.reason === "not_connected") return { ok: false, status: 404, reason: found.reason };
  return { ok: true, body: refusedTab(found, now, texts) };
}

export async function retrySend(
  { portalId, by, body, texts }: SettingsAsked,
  { health: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = RetrySendRequest.safeParse(body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, ...send } = parsed.data;
  const answer = await useCases.retrySend({ portalId, by, actKey, send });
  const told = answer.ok ? texts.t("settingsHealth.did.sendRetried") : whyNot(answer, texts);
  return { ok: true, body: acted(answer.ok, told) };
}

export async function retryEvent(
  { portalId, by, body, texts }: SettingsAsked,
  { health: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = RetryEventRequest.safeParse(body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, ...event } = parsed.data;
  const answer = await useCases.retryEvent({ portalId, by, actKey, event });
  if (!answer.ok) return { ok: true, body: acted(false, whyNot(answer, texts)) };
  const key = answer.became === "waiting" ? "eventRetried" : "eventKnown";
  return { ok: true, body: acted(true, texts.t(`settingsHealth.did.${key}`)) };
}

export async function turnImport(
  { portalId, by, body, texts }: SettingsAsked,
  { health: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = TurnImportRequest.safeParse(body);
  if (!parsed.success) return BAD_BODY;
  const answer = await useCases.turnImport({ portalId, by, ...parsed.data });
  const told = answer.ok
    ? texts.t(`settingsHealth.did.import.${answer.state}`)
    : whyNotTurned(answer, texts);
  return { ok: true, body: acted(answer.ok, told) };
}

function whyNotTurned(
  refusal: Exclude<ImportTurn, { readonly ok: true }>,
  texts: SettingsTexts,
): string {
  const { t } = texts;
  switch (refusal.reason) {
    case "not_allowed":
      return refusalText(refusal.action, refusal.people, texts);
    case "no_import":
      return t("settingsHealth.not.no_import");
    case "not_turned":
      return t("settingsHealth.not.not_turned", {
        state: t(`settingsHealth.firstImport.state.${refusal.state}`),
      });
  }
}

export function acted(isDone: boolean, message: string): SettingsActAnswer {
  return { ...NOTHING_ELSE, isDone, message };
}

type Refusal = Exclude<SendRetry | EventRetry, { readonly ok: true }>;

function whyNot(refusal: Refusal, texts: SettingsTexts): string {
  const { t } = texts;
  switch (refusal.reason) {
    case "not_allowed":
      return refusalText(refusal.action, refusal.people, texts);
    case "not_stuck":
      return t("settingsHealth.not.not_stuck", {
        state: t(`settingsHealth.retryState.${refusal.state}`),
      });
    case "still_dead":
      return t("settingsHealth.not.still_dead", { reason: refusal.why });
    case "not_found":
    case "not_dead":
    case "delivery_gone":
      return t(`settingsHealth.not.${refusal.reason}`);
  }
}
