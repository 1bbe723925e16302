import { recordUrl } from "../../app/sla/record-url.ts";
import { promisesOf } from "../../app/tiering/customer-file-figures.ts";
import type { CustomerFileView, FileItem } from "../../app/tiering/customer-file-view.ts";
import type { FileEntry } from "../../contract/customer-file.ts";
import { outcomeOf } from "../../domain/sla/clock-outcome.ts";
import { writePlace } from "../../domain/tiering/customer-file.ts";
import { clockNames } from "../../messages/clock-names.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import { actionEntry, complaintBody } from "./file-complaint.ts";
import { benefitEntry, caseEntry, tierEntry, visitEntry } from "./file-own-entries.ts";
import { surveyEntry } from "./file-survey.ts";

const ICONS: Readonly<Record<FileItem["kind"], FileEntry["icon"]>> = {
  purchase: "shoppingCart",
  ticket: "ticket",
  complaint: "warning",
  action: "settings",
  case: "notification",
  visit: "date",
  touch: "calling",
  survey: "comment",
  benefit: "gift",
  tier: "star",
};

/** What differs from kind to kind. */
export type EntryBody = Pick<FileEntry, "title" | "stateLabel" | "variant" | "facts" | "url">;

export function presentEntry(view: CustomerFileView, item: FileItem, texts: CardTexts): FileEntry {
  return {
    key: writePlace(item),
    kind: item.kind,
    kindLabel: texts.t(`customerFile.one.${item.kind}`),
    icon: ICONS[item.kind],
    when: texts.day(texts.dateOf(item.at, view.portal.timeZone)),
    ...bodyOf(view, item, texts),
  };
}

function bodyOf(view: CustomerFileView, item: FileItem, texts: CardTexts): EntryBody {
  switch (item.kind) {
    case "purchase":
      return dealEntry(view, item, texts);
    case "ticket":
    case "complaint":
      return ticketEntry(view, item, texts);
    case "touch":
      return touchEntry(view, item, texts);
    case "action":
      return actionEntry(view, item, texts);
    case "case":
      return caseEntry(view, item, texts);
    case "visit":
      return visitEntry(view, item, texts);
    case "survey":
      return surveyEntry(view, item, texts);
    case "benefit":
      return benefitEntry(view, item, texts);
    case "tier":
      return tierEntry(view, item, texts);
  }
}

type Of<Kind extends FileItem["kind"]> = Extract<FileItem, { readonly kind: Kind }>;

const DEAL_VARIANTS = { open: "info", won: "success", lost: "default" } as const;

function dealEntry(
  { portal }: CustomerFileView,
  { deal }: Of<"purchase">,
  { t, number }: CardTexts,
): EntryBody {
  const { amount, product } = deal;
  const facts = [
    amount === null ? null : t("customerFile.deal.amount", { amount: number(amount) }),
    product === null ? null : t("customerFile.deal.product", { product: cut(product) }),
  ];
  return {
    title: cut(deal.name) || t("customerFile.one.purchase"),
    stateLabel: t(`customerFile.deal.${deal.state}`),
    variant: DEAL_VARIANTS[deal.state],
    facts: facts.filter((fact) => fact !== null),
    url: recordUrl(portal, "deal", deal.dealId),
  };
}

function ticketEntry(
  view: CustomerFileView,
  { row, isClosed, isRepeated }: Of<"ticket" | "complaint">,
  texts: CardTexts,
): EntryBody {
  const { now, portal, repeatWithinMs } = view;
  const { ticketId, subject, gone } = row.ticket;
  const promises = promisesOf(row.clocks);
  const named = (outcome: ReturnType<typeof outcomeOf>) =>
    promises.filter((clock) => outcomeOf(clock, now) === outcome).map(({ kind }) => kind);
  const say = (key: "met" | "breached" | "running", kinds: readonly string[]) =>
    kinds.length === 0
      ? []
      : [texts.t(`customerFile.ticket.${key}`, { clocks: clockNames(kinds, texts) })];
  const breached = named("breached");
  const state = gone !== null ? "gone" : isClosed ? "closed" : "open";
  const { complaint } = row;
  const asComplaint =
    complaint === null || complaint.since === null || gone !== null
      ? null
      : complaintBody(view, complaint, texts);
  return {
    title: cut(subject) || texts.t("customerFile.ticket.unnamed", { id: ticketId }),
    stateLabel: asComplaint?.stateLabel ?? texts.t(`customerFile.ticket.${state}`),
    variant:
      asComplaint?.variant ??
      (breached.length > 0 ? "danger" : state === "open" ? "info" : "success"),
    facts: [
      ...(asComplaint?.facts ?? []),
      ...say("breached", breached),
      ...say("running", named("open")),
      ...say("met", named("met")),
      ...(isRepeated
        ? [texts.t("customerFile.ticket.repeat", { span: texts.span(repeatWithinMs) })]
        : []),
    ],
    url: recordUrl(portal, "ticket", ticketId),
  };
}

function touchEntry(
  { owners }: CustomerFileView,
  { activity }: Of<"touch">,
  { t }: CardTexts,
): EntryBody {
  const kind = t(`customerFile.touch.${activity.kind}`);
  const owner = owners.find(({ ownerId }) => ownerId === activity.ownerId);
  const text = cut(activity.text ?? "");
  const title = activity.title === null ? "" : cut(activity.title);
  return {
    title: title || kind,
    stateLabel: title === "" ? null : kind,
    variant: "default",
    facts: [owner?.name ?? "", text].filter((fact) => fact !== ""),
    url: null,
  };
}
