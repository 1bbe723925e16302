import { recordUrl } from "../../app/sla/record-url.ts";
import type { CustomerFileView, FileItem } from "../../app/tiering/customer-file-view.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import { benefitNamed } from "./customer-benefits.ts";
import type { EntryBody } from "./file-entries.ts";
import { tierLabel, tierVariant } from "./tier-look.ts";

/** Entries of what Aftercare itself does: cases, visits, benefits, tiers. */

type Of<Kind extends FileItem["kind"]> = Extract<FileItem, { readonly kind: Kind }>;

const CASE_VARIANTS = {
  open: "danger",
  acknowledged: "warning",
  handed_over: "default",
  resolved: "success",
  withdrawn: "default",
} as const;

export function caseEntry(
  { policy, portal }: CustomerFileView,
  { escalation, subject }: Of<"case">,
  texts: CardTexts,
): EntryBody {
  const { ticketId, department, state, takenBy, endedAt } = escalation;
  const named = policy.departments.find(({ id }) => id === department);
  const ticket = cut(subject) || texts.t("customerFile.ticket.unnamed", { id: ticketId });
  const takers = takenBy.map(({ name }) => name);
  return {
    title: texts.t("customerFile.case.title", {
      department: named?.name[texts.language] ?? department,
      ticket,
    }),
    stateLabel: texts.t(`card.caseState.${state}`),
    variant: CASE_VARIANTS[state],
    facts: [
      ...(takers.length === 0
        ? []
        : [texts.t("cardEscalation.takenBy", { by: texts.list(takers) })]),
      ...(endedAt === null
        ? []
        : [texts.t("customerFile.case.ended", { time: texts.instant(endedAt, portal.timeZone) })]),
    ],
    url: recordUrl(portal, "ticket", ticketId),
  };
}

const VISIT_VARIANTS = {
  planned: "info",
  overdue: "warning",
  done: "success",
  skipped: "default",
  cancelled: "default",
} as const;

export function visitEntry(
  { now, portal, owners }: CustomerFileView,
  { visit }: Of<"visit">,
  texts: CardTexts,
): EntryBody {
  const isLate = visit.dueDate < texts.dateOf(now, portal.timeZone);
  const state = visit.state === "planned" && isLate ? "overdue" : visit.state;
  const owner = owners.find(({ ownerId }) => ownerId === visit.ownerId);
  return {
    title: texts.t(`visitPlan.kind.${visit.kind}`),
    stateLabel: texts.t(`customerFile.visitState.${state}`),
    variant: VISIT_VARIANTS[state],
    facts: [texts.t(whyOf(visit)), ...(owner === undefined ? [] : [owner.name])],
    url: visit.ticketId === null ? null : recordUrl(portal, "ticket", visit.ticketId),
  };
}

function whyOf({ reason }: Of<"visit">["visit"]): string {
  if (reason === "cadence") return "customerFile.visit.cadence";
  if (reason === "ticket_closed") return "customerFile.visit.afterTicket";
  return `visitPlan.reason.${reason}`;
}

export function benefitEntry(
  view: CustomerFileView,
  { grant, use }: Of<"benefit">,
  texts: CardTexts,
): EntryBody {
  const { t, number } = texts;
  const benefit = benefitNamed(view, grant.benefitId)?.name[texts.language] ?? grant.benefitId;
  const plain = { stateLabel: null, url: null };
  if (use !== null) {
    const note = use.note === "" ? [] : [t("customerFile.benefit.note", { note: cut(use.note) })];
    const by = t("customerFile.benefit.by", { by: use.by.name });
    const title = t("customerFile.benefit.used", { benefit });
    return { ...plain, title, variant: "success", facts: [by, ...note] };
  }
  const date = texts.day(texts.dateOf(grant.expiresAt - 1, view.portal.timeZone));
  const quota = { count: grant.quota, number: number(grant.quota), date };
  return {
    ...plain,
    title: t("customerFile.benefit.granted", { benefit }),
    variant: "default",
    facts: [t("customerFile.benefit.quota", quota)],
  };
}

export function tierEntry(
  { policy }: CustomerFileView,
  { change }: Of<"tier">,
  texts: CardTexts,
): EntryBody {
  const to = tierLabel(policy, change.to, texts);
  const title =
    change.from === null
      ? texts.t("customerFile.tier.first", { to })
      : texts.t("customerFile.tier.changed", { from: tierLabel(policy, change.from, texts), to });
  return {
    title,
    stateLabel: texts.t(`customer.cause.${change.cause}`),
    variant: tierVariant(policy, change.to),
    facts: [texts.t("customerFile.tier.score", { score: texts.number(change.score) })],
    url: null,
  };
}
