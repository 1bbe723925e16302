import {
  ApproveDraftRequest,
  CancelJobRequest,
  ChangeRoleRequest,
  DraftReasonRequest,
  RestoreVersionRequest,
  SaveDraftRequest,
  StartJobRequest,
  SubmitDraftRequest,
} from "../../contract/settings-requests.ts";
import { midnightOf } from "../../domain/time/zone.ts";
import { type Answer, BAD_BODY } from "./card-answering.ts";
import {
  approvedText,
  presentJobStart,
  presentJobStop,
  presentRoleChange,
  presentStep,
} from "./settings-acts.ts";
import type { SettingsAsked, SettingsRoutes } from "./settings-routes.ts";

/** What people do on the settings page; told twice it is done once. */

export async function save(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const parsed = SaveDraftRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, draft, ...written } = parsed.data;
  const who = whoOf(asked);
  const answer =
    draft === null
      ? await settings.createDraft({ ...who, ...written, draftId: idOf(asked, actKey) })
      : await settings.editDraft({ ...who, ...written, ...draft });
  return step(asked, answer, () => asked.texts.t("settings.did.saved"));
}

export async function submit(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const parsed = SubmitDraftRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey: _, effectiveDate, ...wish } = parsed.data;
  const effectiveAt = instantOf(asked, effectiveDate);
  const answer = await settings.submitDraft({ ...whoOf(asked), ...wish, effectiveAt });
  return step(asked, answer, () => asked.texts.t("settings.did.submitted"));
}

export async function approve(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const parsed = ApproveDraftRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey: _, effectiveDate, ...decision } = parsed.data;
  const effectiveAt = instantOf(asked, effectiveDate);
  const answer = await settings.approveDraft({ ...whoOf(asked), ...decision, effectiveAt });
  return step(asked, answer, (draft) => approvedText(draft, asked.texts));
}

export async function refuse(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const parsed = DraftReasonRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey: _, ...told } = parsed.data;
  const answer = await settings.refuseDraft({ ...whoOf(asked), ...told });
  return step(asked, answer, () => asked.texts.t("settings.did.refused"));
}

export async function withdraw(
  asked: SettingsAsked,
  { settings }: SettingsRoutes,
): Promise<Answer> {
  const parsed = DraftReasonRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey: _, ...told } = parsed.data;
  const answer = await settings.withdrawDraft({ ...whoOf(asked), ...told });
  return step(asked, answer, () => asked.texts.t("settings.did.withdrawn"));
}

export async function restore(asked: SettingsAsked, { settings }: SettingsRoutes): Promise<Answer> {
  const parsed = RestoreVersionRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, version } = parsed.data;
  const wanted = { version, note: "", draftId: idOf(asked, actKey) };
  const answer = await settings.restoreVersion({ ...whoOf(asked), ...wanted });
  return step(asked, answer, () => asked.texts.t("settings.did.restored", { version }));
}

export async function changeRole(
  asked: SettingsAsked,
  { settings }: SettingsRoutes,
): Promise<Answer> {
  const parsed = ChangeRoleRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { userId, role } = parsed.data;
  const { name } = await settings.whoIs(asked.portalId, { userId, email: "" });
  const answer = await settings.changeRole({ ...whoOf(asked), userId, role });
  return { ok: true, body: presentRoleChange(answer, { userId, name }, asked.texts) };
}

export async function startJob(asked: SettingsAsked, routes: SettingsRoutes): Promise<Answer> {
  const parsed = StartJobRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, text, title, ...question } = parsed.data;
  const { settings, timeSource } = routes;
  const wanted = { jobId: idOf(asked, actKey), text, title, question };
  const answer = await settings.startJob({ ...whoOf(asked), ...wanted });
  const view = await settings.readJob(whoOf(asked));
  const shown = { view, now: timeSource.now() };
  return { ok: true, body: presentJobStart(answer, shown, asked.texts) };
}

export async function cancelJob(
  asked: SettingsAsked,
  { settings, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const parsed = CancelJobRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { jobId } = parsed.data;
  await settings.stopJob({ ...whoOf(asked), jobId });
  const view = await settings.readJob(whoOf(asked));
  const body = presentJobStop({ view, now: timeSource.now() }, asked.texts);
  return { ok: true, body };
}

function step(
  { texts }: SettingsAsked,
  answer: Parameters<typeof presentStep>[0],
  saying: Parameters<typeof presentStep>[1],
): Answer {
  return { ok: true, body: presentStep(answer, saying, texts) };
}

function whoOf({ portalId, by }: SettingsAsked): Pick<SettingsAsked, "portalId" | "by"> {
  return { portalId, by };
}

/** What one press makes has one name, and nobody can take another's. */
function idOf({ by }: SettingsAsked, actKey: string): string {
  return `${by.userId}-${actKey}`;
}

/** The first instant of that day in the account's zone. */
function instantOf({ texts }: SettingsAsked, date: string | null): number | null {
  return date === null ? null : midnightOf(texts.portal.timeZone, date);
}
