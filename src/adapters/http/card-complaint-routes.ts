import { z } from "zod";
import type { ComplaintAct } from "../../app/complaints/press-complaint.ts";
import { ActionActRequest, ComplaintActRequest } from "../../contract/card-complaint.ts";
import { MAX_AFFECTED, MAX_WHYS } from "../../domain/complaints/action-event.ts";
import { AnswerChannel, ComplaintOutcome } from "../../domain/complaints/complaint-fact.ts";
import type { ActionCommand } from "../../domain/complaints/decide-action.ts";
import { ComplaintSeverity } from "../../domain/governance/complaint-rules.ts";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { Language } from "../../domain/words.ts";
import { type Answer, type Asked, BAD_BODY, type Routes } from "./card-answering.ts";
import { cardTextsOf } from "./card-texts.ts";
import { presentComplaint, presentNoComplaint } from "./complaint-card.ts";
import { ROUTED } from "./complaint-forms.ts";

/** What a rep reads and does about complaints and corrective actions on the card of a ticket. */

export async function ticketComplaint(asked: Asked, routes: Routes): Promise<Answer> {
  const { portalId, ticketId } = asked;
  const view = await routes.readTicketComplaint(portalId, ticketId);
  const texts = textsFor(asked, routes, view?.portal.language);
  return {
    ok: true,
    body: view === null ? presentNoComplaint(texts) : presentComplaint(view, texts),
  };
}

const SomeText = z.string().min(1);
const Act = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("confirmed"),
    severity: ComplaintSeverity,
    department: z.string().min(1),
    text: z.string().default(""),
  }),
  z.strictObject({ act: z.literal("dismissed"), reason: SomeText }),
  z.strictObject({ act: z.literal("acknowledged") }),
  z.strictObject({
    act: z.literal("answered"),
    stage: z.enum(["first", "final"]),
    channel: AnswerChannel,
    text: SomeText,
  }),
  z.strictObject({
    act: z.literal("concluded"),
    outcome: ComplaintOutcome,
    note: z.string().default(""),
  }),
  z.strictObject({ act: z.literal("closed") }),
  z.strictObject({ act: z.literal("reopened"), reason: SomeText }),
]);

export async function actOnComplaint(asked: Asked, routes: Routes): Promise<Answer> {
  const request = ComplaintActRequest.safeParse(asked.body);
  if (!request.success) return BAD_BODY;
  const { actKey, act: name, values } = request.data;
  const parsed = Act.safeParse({ ...values, act: name });
  if (!parsed.success) return BAD_BODY;
  const { portalId, ticketId, user: by } = asked;
  const act = actOf(parsed.data);
  const answer = await routes.pressComplaint({ portalId, ticketId, by, from: "card", actKey, act });
  const { t, list } = textsFor(asked, routes);
  if (answer.outcome === "done") return said(true, t(`cardComplaint.done.${act.kind}`));
  const missing = list(answer.missing.map((one) => t(`complaint.missing.${one}`)));
  return said(false, t(`cardComplaint.refused.${answer.reason}`, { missing }));
}

function actOf(told: z.infer<typeof Act>): ComplaintAct {
  if (told.act === "confirmed") {
    const { severity, department, text } = told;
    return {
      kind: "confirmed",
      severity,
      department: department === ROUTED ? null : department,
      text,
    };
  }
  const { act: _act, ...rest } = told;
  switch (told.act) {
    case "dismissed":
    case "reopened":
      return { kind: told.act, reason: told.reason };
    case "answered":
      return { kind: told.act, stage: told.stage, channel: told.channel, text: told.text };
    case "concluded":
      return { kind: told.act, outcome: told.outcome, note: told.note };
    case "acknowledged":
    case "closed":
      return { kind: told.act, ...rest };
  }
}

const Command = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("analyse"), rootCause: SomeText, whys: z.string().default("") }),
  z.strictObject({
    act: z.literal("plan"),
    corrective: SomeText,
    preventive: SomeText,
    owner: SomeText,
    dueDate: z.iso.date(),
  }),
  z.strictObject({ act: z.literal("carry_out"), note: z.string().default("") }),
  z.strictObject({
    act: z.literal("check"),
    result: z.enum(["effective", "without"]),
    note: SomeText,
    override: z.string().default(""),
  }),
  z.strictObject({ act: z.literal("inform"), text: SomeText, channel: AnswerChannel }),
  z.strictObject({ act: z.literal("exclude"), customer: SomeText, reason: SomeText }),
  z.strictObject({
    act: z.literal("close"),
    note: z.string().default(""),
    override: z.string().default(""),
  }),
]);
const Opening = z.strictObject({ title: SomeText.max(200), evidence: z.string().default("") });

export async function actOnTicketAction(asked: Asked, routes: Routes): Promise<Answer> {
  const request = ActionActRequest.safeParse(asked.body);
  if (!request.success) return BAD_BODY;
  const { actKey, act, values, actionId } = request.data;
  if (actionId === null) return open(asked, routes, { actKey, values });
  const parsed = Command.safeParse({ ...values, act });
  if (!parsed.success) return BAD_BODY;
  const { portalId, ticketId, user: by } = asked;
  const { t } = textsFor(asked, routes);
  const view = await routes.readTicketComplaint(portalId, ticketId);
  // The card names the action, so it has to be one of the ticket that is looked at.
  const found = view?.actions.find((row) => row.actionId === actionId);
  if (view === null || found === undefined) {
    return said(false, t("cardComplaint.action.refused.not_found"));
  }
  const command = commandOf(parsed.data, {
    ownerName: (id) => view.owners.find(({ ownerId }) => ownerId === id)?.name ?? null,
    waiting: found.action.customers
      .filter(({ state }) => state === "waiting")
      .slice(0, MAX_AFFECTED)
      .map(({ customer }) => customer),
  });
  if (command === null) return said(false, t("cardComplaint.action.refused.unknown_owner"));
  const answer = await routes.actOnAction({
    portalId,
    actionId,
    by,
    from: "card",
    actKey,
    command,
  });
  switch (answer.outcome) {
    case "done":
      return said(true, t("cardComplaint.action.done"));
    case "refused":
      return said(false, t(`cardComplaint.action.refused.${answer.reason}`));
    case "not_found":
      return said(false, t("cardComplaint.action.refused.not_found"));
  }
}

async function open(
  asked: Asked,
  routes: Routes,
  { actKey, values }: { readonly actKey: string; readonly values: unknown },
): Promise<Answer> {
  const parsed = Opening.safeParse(values);
  if (!parsed.success) return BAD_BODY;
  const { portalId, ticketId, user: by } = asked;
  const opened = await routes.openAction({ portalId, ticketId, by, actKey, ...parsed.data });
  const { t } = textsFor(asked, routes);
  return opened === null
    ? said(false, t("cardComplaint.action.refused.not_tracked"))
    : said(true, t("cardComplaint.action.opened"));
}

type Known = {
  readonly ownerName: (ownerId: string) => string | null;
  readonly waiting: readonly CustomerRef[];
};

/** Null for an owner whom the account does not know. */
function commandOf(told: z.infer<typeof Command>, known: Known): ActionCommand | null {
  switch (told.act) {
    case "analyse": {
      const lines = told.whys.split("\n").map((line) => line.trim());
      const whys = lines.filter((line) => line !== "").slice(0, MAX_WHYS);
      return { kind: "analyse", rootCause: told.rootCause, whys };
    }
    case "plan": {
      const { corrective, preventive, owner: ownerId, dueDate } = told;
      const name = known.ownerName(ownerId);
      if (name === null) return null;
      return {
        kind: "plan",
        corrective,
        preventive,
        owner: { ownerId, name: name || ownerId },
        dueDate,
      };
    }
    case "carry_out":
      return { kind: "carry_out", note: told.note };
    case "check": {
      const isEffective = told.result === "effective";
      return { kind: "check", isEffective, note: told.note, overrideReason: told.override || null };
    }
    case "inform":
      return { kind: "inform", customers: known.waiting, text: told.text, channel: told.channel };
    case "exclude":
      return { kind: "exclude", customers: refsIn(told.customer), reason: told.reason };
    case "close":
      return { kind: "close", note: told.note, overrideReason: told.override || null };
  }
}

/** What names no customer is nobody's. */
function refsIn(key: string): readonly CustomerRef[] {
  const [kind, id = ""] = key.split(":");
  const parsed = CustomerKind.safeParse(kind);
  return [{ kind: parsed.data ?? "contact", id }];
}

function said(isDone: boolean, message: string): Answer {
  return { ok: true, body: { isDone, message } };
}

function textsFor({ language }: Asked, { timeSource, formats }: Routes, fallback: Language = "en") {
  return cardTextsOf(language ?? fallback, timeSource.now(), formats);
}
