import express, { type Router } from "express";
import type { PolicyViews } from "../../app/governance/policy-views.ts";
import type { SettingsUseCases } from "../../app/governance/settings-use-cases.ts";
import type { HealthUseCases } from "../../app/health/health-use-cases.ts";
import type { SetUpUseCases } from "../../app/setup/set-up-use-cases.ts";
import type { SettingsDocument } from "../../contract/settings-page.ts";
import { CheckRequest } from "../../contract/settings-requests.ts";
import { type Answer, answeringTo, BAD_BODY, type Gate } from "./card-answering.ts";
import { type CardFormats, createCardFormats } from "./card-formats.ts";
import { type AskerQuestion, readAsker } from "./card-question.ts";
import { cardTextsOf } from "./card-texts.ts";
import {
  approve,
  cancelJob,
  changeRole,
  refuse,
  restore,
  save,
  startJob,
  submit,
  withdraw,
} from "./settings-act-routes.ts";
import { presentAudit } from "./settings-audit.ts";
import { calendarDay, calendars } from "./settings-calendar-routes.ts";
import { presentCheck } from "./settings-check.ts";
import { health, retryEvent, retrySend, turnImport } from "./settings-health-routes.ts";
import { presentJob } from "./settings-job.ts";
import { presentClosed, presentSettings } from "./settings-page.ts";
import { departments, tiers, visitPlan } from "./settings-plan-routes.ts";
import { archiveProperties, privacy, type Retention, setFarewell } from "./settings-privacy.ts";
import {
  choosePreset,
  mapStages,
  setChannels,
  setLanguage,
  setUp,
  switchParts,
} from "./settings-set-up-routes.ts";
import { draftTitle, type SettingsTexts, settingsTextsOf } from "./settings-texts.ts";

export const SETTINGS_PATH = "/api/settings";

/** A policy with all its escapes, and what HubSpot's proxy lets through at most. */
export const POLICY_BODY_LIMIT_BYTES = 1024 * 1024;
const POSITION = /^\d{1,15}$/;
const VERSION = /^[1-9]\d{0,8}$/;

export type SettingsRoutesOptions = Gate & {
  readonly settings: SettingsUseCases;
  readonly health: HealthUseCases;
  readonly views: PolicyViews;
  readonly setUp: SetUpUseCases;
  readonly retention: Retention;
};
export type SettingsRoutes = SettingsRoutesOptions & { readonly formats: CardFormats };

/** Who asks by name, and the words for the answer. */
export type SettingsAsked = Pick<AskerQuestion, "portalId" | "query"> & {
  readonly by: Awaited<ReturnType<SettingsUseCases["whoIs"]>>;
  readonly texts: SettingsTexts;
  readonly body: unknown;
};

/**
 * What the settings page asks and does, behind the same signature as the cards. Expected outcomes are
 * 200, since HubSpot's proxy may hide others.
 */
export function createSettingsRoutes(options: SettingsRoutesOptions): Router {
  const router = express.Router();
  const routes = { ...options, formats: createCardFormats() };
  const raw = express.raw({ type: () => true, limit: POLICY_BODY_LIMIT_BYTES, inflate: false });
  router.get(`${SETTINGS_PATH}/page`, answeringTo(routes, readAsker, page));
  const reads = {
    ...{ document, job, audit, health },
    ...{ calendars, "calendar-day": calendarDay },
    ...{ departments, tiers, "visit-plan": visitPlan, "set-up": setUp, privacy },
  } as const;
  for (const [name, answer] of Object.entries(reads)) {
    router.get(`${SETTINGS_PATH}/${name}`, answeringTo(routes, readAsker, known(answer)));
  }
  const acts = {
    ...{ check, save, submit, approve, refuse, withdraw, restore, role: changeRole },
    ...{ "job/start": startJob, "job/cancel": cancelJob },
    ...{ "retry/send": retrySend, "retry/event": retryEvent, import: turnImport },
    ...{ "set-up/preset": choosePreset, "set-up/stages": mapStages },
    ...{ "set-up/channels": setChannels, "set-up/mode": switchParts, language: setLanguage },
    ...{ farewell: setFarewell, archive: archiveProperties },
  } as const;
  for (const [name, answer] of Object.entries(acts)) {
    router.post(`${SETTINGS_PATH}/${name}`, raw, answeringTo(routes, readAsker, known(answer)));
  }
  return router;
}

type Question = AskerQuestion & { readonly body: unknown };

/** Of an account that is not connected nothing but the page itself is answered. */
function known(answer: (asked: SettingsAsked, routes: SettingsRoutes) => Promise<Answer>) {
  return async (question: Question, routes: SettingsRoutes): Promise<Answer> => {
    const asked = await askedBy(question, routes);
    return asked === null
      ? { ok: false, status: 404, reason: "not_connected" }
      : answer(asked, routes);
  };
}

async function askedBy(
  { portalId, user, language, query, body }: Question,
  { settings, timeSource, formats }: SettingsRoutes,
): Promise<SettingsAsked | null> {
  const portal = await settings.readPortal(portalId);
  if (portal === null) return null;
  const words = { language: language ?? portal.language, now: timeSource.now(), formats };
  const by = await settings.whoIs(portalId, user);
  return { portalId, query, body, by, texts: settingsTextsOf(portal, words) };
}

async function page(question: Question, routes: SettingsRoutes): Promise<Answer> {
  const { settings, timeSource, formats } = routes;
  const now = timeSource.now();
  const asked = await askedBy(question, routes);
  const view = asked && (await settings.readSettings(asked));
  if (asked === null || view === null) {
    const texts = cardTextsOf(question.language ?? "en", now, formats);
    return { ok: true, body: presentClosed(now, texts) };
  }
  const { texts } = asked;
  const found = await settings.readJob(asked);
  const job = found === null ? null : presentJob(found, now, texts);
  return { ok: true, body: presentSettings(view, { now, job }, texts) };
}

async function document(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const draftId = asked.query.get("draftId");
  const version = asked.query.get("version") ?? "";
  if (draftId !== null) return { ok: true, body: await draftDocument(asked, draftId, settings) };
  if (!VERSION.test(version)) return { ok: false, status: 400, reason: "bad_document" };
  const { portalId, by, texts } = asked;
  const found = await settings.exportPolicy({ portalId, by, version: Number(version) });
  const title = texts.t("settings.document.version", { version });
  const body: SettingsDocument = found.ok
    ? { state: "shown", title, text: found.text, note: "", draft: null }
    : notFound(texts);
  return { ok: true, body };
}

async function draftDocument(
  { portalId, by, texts }: SettingsAsked,
  draftId: string,
  settings: SettingsUseCases,
): Promise<SettingsDocument> {
  const found = await settings.readDraft({ portalId, by, draftId });
  if (!found.ok) return notFound(texts);
  const { draft } = found;
  const { revision, text, note } = draft;
  return {
    state: "shown",
    title: draftTitle(draft, texts),
    ...{ text, note, draft: { draftId, revision } },
  };
}

function notFound({ t }: SettingsTexts): SettingsDocument {
  const title = t("settings.document.notFound");
  return { state: "not_found", title, text: "", note: "", draft: null };
}

async function job(
  asked: SettingsAsked,
  { settings, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const found = await settings.readJob(asked);
  const shown = found === null ? null : presentJob(found, timeSource.now(), asked.texts);
  return { ok: true, body: { job: shown } };
}

async function audit(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const { portalId, by, query, texts } = asked;
  const from = query.get("olderThan");
  if (from !== null && !POSITION.test(from)) return { ok: false, status: 400, reason: "bad_place" };
  const olderThan = from === null ? null : Number(from);
  const found = await settings.readAudit({ portalId, by, olderThan });
  return { ok: true, body: presentAudit(found, texts) };
}

async function check(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const parsed = CheckRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, by, texts } = asked;
  const checked = await settings.checkText({ portalId, by, ...parsed.data });
  if (!checked.ok) return { ok: false, status: 404, reason: checked.reason };
  return { ok: true, body: presentCheck(checked, texts) };
}
