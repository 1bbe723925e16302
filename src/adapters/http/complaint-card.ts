import type { ComplaintView } from "../../app/complaints/read-ticket-complaint.ts";
import { customerKey } from "../../app/tiering/customer-key.ts";
import { customerName } from "../../app/tiering/customer-name.ts";
import type {
  CardComplaint,
  CardComplaintSummary,
  CardCorrectiveAction,
} from "../../contract/card-complaint.ts";
import { type CorrectiveAction, gapsOf, isSameCustomer } from "../../domain/complaints/action.ts";
import type { Complaint } from "../../domain/complaints/complaint.ts";
import { overdueDays } from "../../domain/escalation/overdue-ladder.ts";
import { actionForms, type NameOf, openForm } from "./action-forms.ts";
import { actionLetters } from "./action-letters.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import { complaintForms } from "./complaint-forms.ts";

/** Customers of one action that the card names; of more it says how many. */
const CUSTOMERS_SHOWN = 20;

/** What the card says of the complaint before it is opened. */
export function presentComplaintSummary(
  complaint: Complaint | null,
  { t }: CardTexts,
): CardComplaintSummary {
  return {
    title: t("cardComplaint.title"),
    stateLabel: complaint === null ? null : t(`complaint.state.${shownState(complaint)}`),
    variant: complaint === null ? "default" : variantOf(complaint),
    words: {
      open: t("cardComplaint.open"),
      loading: t("card.words.loading"),
      failed: t("cardComplaint.failed"),
      retry: t("card.words.retry"),
    },
  };
}

/** The state as people are told it. */
export function shownState({ state, leftOpenSince }: Complaint): Complaint["state"] | "left_open" {
  return leftOpenSince === null ? state : "left_open";
}

export function variantOf(complaint: Complaint): CardComplaintSummary["variant"] {
  switch (shownState(complaint)) {
    case "left_open":
    case "open":
      return "danger";
    case "proposed":
    case "acknowledged":
      return "warning";
    case "answered":
      return "info";
    case "closed":
      return "success";
    case "dismissed":
      return "default";
  }
}

/** Words and colours the complaint of a ticket and its corrective actions. */
export function presentComplaint(view: ComplaintView, texts: CardTexts): CardComplaint {
  return {
    state: "shown",
    facts: view.complaint === null ? [] : [...factsOf(view, view.complaint, texts)],
    forms: [...complaintForms(view, texts)],
    actions: view.actions.map(({ actionId, action }) => ({
      actionId,
      ...presentAction(view, action, texts),
    })),
    openAction: openForm(view, texts),
    words: wordsOf(texts),
  };
}

export function presentNoComplaint(texts: CardTexts): CardComplaint {
  const nothing = { facts: [], forms: [], actions: [], openAction: null };
  return { state: "not_tracked", ...nothing, words: wordsOf(texts) };
}

function wordsOf({ t }: CardTexts): CardComplaint["words"] {
  return {
    actions: t("cardComplaint.actionsTitle"),
    noActions: t("cardComplaint.action.none"),
    customers: t("cardComplaint.action.customers"),
    letters: t("cardComplaint.action.letters"),
    copy: t("visits.words.copy"),
    copied: t("visits.words.copied"),
    missing: t("cardComplaint.missingField"),
    failed: t("cardComplaint.failed"),
  };
}

function factsOf(view: ComplaintView, complaint: Complaint, texts: CardTexts): readonly string[] {
  const { t, language } = texts;
  const { since, severity, text, dismissal, outcome, reopenings, missing, state } = complaint;
  const time = (at: number) => texts.instant(at, view.portal.timeZone);
  if (since === null) {
    const last = complaint.proposals.at(-1);
    const evidence = last?.evidence.join(t("cardComplaint.between"));
    const proposed = last && t(`cardComplaint.proposedBy.${last.source}`, { evidence });
    const refused =
      dismissal &&
      t("cardComplaint.dismissed", { by: dismissal.by.name, reason: cut(dismissal.reason) });
    return [proposed, state === "dismissed" ? refused : null].filter(
      (fact) => typeof fact === "string",
    );
  }
  const department = view.policy.departments.find(({ id }) => id === complaint.department);
  const needs = missing.map((one) => t(`complaint.missing.${one}`));
  const facts = [
    t("cardComplaint.since", { time: time(since) }),
    severity && t("cardComplaint.severity", { severity: t(`complaint.severity.${severity}`) }),
    department && t("cardComplaint.department", { department: department.name[language] }),
    text && t("cardComplaint.customerSays", { text: cut(text) }),
    complaint.acknowledgedAt &&
      t("cardComplaint.acknowledged", { time: time(complaint.acknowledgedAt) }),
    ...complaint.answers.map((answer) =>
      t(`cardComplaint.answer.${answer.stage}`, {
        channel: t(`complaint.channel.${answer.channel}`),
        time: time(answer.at),
        by: answer.by.name,
        text: cut(answer.text),
      }),
    ),
    outcome &&
      t("cardComplaint.outcome", {
        outcome: t(`complaint.outcome.${outcome.outcome}`),
        by: outcome.by.name,
      }),
    reopenings.length > 0 &&
      t("cardComplaint.reopened", {
        count: reopenings.length,
        reason: cut(reopenings.at(-1)?.reason),
      }),
    needs.length > 0 && t("cardComplaint.missing", { missing: texts.list(needs) }),
  ];
  return facts.flatMap((fact) => (typeof fact === "string" && fact !== "" ? [fact] : []));
}

function presentAction(
  view: ComplaintView,
  action: CorrectiveAction,
  texts: CardTexts,
): Omit<CardCorrectiveAction, "actionId"> {
  const nameOf: NameOf = (customer) => {
    const row = view.customers.find((one) => one.kind === customer.kind && one.id === customer.id);
    const name = (row && customerName(row)) || customerKey(customer);
    const isGone = view.gone.some((one) => isSameCustomer(one, customer));
    return isGone ? texts.t("cardComplaint.action.deleted", { customer: name }) : name;
  };
  return {
    title: cut(action.title),
    stateLabel: texts.t(`action.state.${action.state}`),
    variant: actionVariant(view, action),
    facts: [...actionFacts(view, action, texts)],
    customers: [...customersOf(action, nameOf, texts)],
    letters: actionLetters(view, action, texts),
    forms: [...actionForms(view, action, { texts, nameOf })],
  };
}

export function actionVariant(
  { today }: Pick<ComplaintView, "today">,
  { state, dueDate, verifiedAt }: CorrectiveAction,
) {
  if (state === "told_customer") return "success" as const;
  if (dueDate !== null && dueDate < today) return "danger" as const;
  return verifiedAt === null ? ("warning" as const) : ("info" as const);
}

function actionFacts(
  view: ComplaintView,
  action: CorrectiveAction,
  texts: CardTexts,
): readonly string[] {
  const { t } = texts;
  const word = (key: string, values: Record<string, unknown>) =>
    t(`cardComplaint.action.${key}`, values);
  const { origin, owner, dueDate, state, round, verifiedAt, override, recurrencesInAll } = action;
  const time = (at: number) => texts.instant(at, view.portal.timeZone);
  const overdue = dueDate === null ? 0 : overdueDays(dueDate, view.today);
  const isToCheck = state === "verifying" && verifiedAt === null;
  const facts = [
    word("origin", { origin: t(`action.origin.${origin}`), time: time(action.openedAt) }),
    owner === null ? t("cardComplaint.action.nobody") : word("owner", { owner: owner.name }),
    dueDate && word(isToCheck ? "check" : "due", { date: texts.day(dueDate) }),
    overdue > 0 && word("overdue", { count: overdue }),
    round > 1 && word("round", { round }),
    action.rootCause && word("rootCause", { text: cut(action.rootCause) }),
    action.corrective && word("corrective", { text: cut(action.corrective) }),
    action.preventive && word("preventive", { text: cut(action.preventive) }),
    recurrencesInAll > 0 && word("recurrences", { count: recurrencesInAll }),
    verifiedAt && word("verified", { time: time(verifiedAt) }),
    override && word("override", { by: override.by.name, reason: cut(override.reason) }),
    missingOf(action, texts),
  ];
  return facts.flatMap((fact) => (typeof fact === "string" && fact !== "" ? [fact] : []));
}

/** What is left before it can be closed; null once it is, or can be. */
function missingOf(action: CorrectiveAction, { t, list }: CardTexts): string | null {
  if (action.state === "told_customer") return null;
  const count = action.customers.filter(({ state }) => state === "waiting").length;
  const gaps = gapsOf(action).map((gap) => t(`cardComplaint.action.gap.${gap}`, { count }));
  return gaps.length === 0 ? null : t("cardComplaint.action.missing", { missing: list(gaps) });
}

function customersOf(
  { customers }: CorrectiveAction,
  nameOf: NameOf,
  { t }: CardTexts,
): readonly string[] {
  const shown = customers.slice(0, CUSTOMERS_SHOWN).map(({ customer, state, text }) =>
    t("cardComplaint.action.customer", {
      customer: nameOf(customer),
      state: t(`cardComplaint.action.customerState.${state}`, { text: cut(text) }),
    }),
  );
  const left = customers.length - shown.length;
  return left === 0 ? shown : [...shown, t("cardComplaint.action.more", { count: left })];
}
