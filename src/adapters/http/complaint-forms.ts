import type { ComplaintView } from "../../app/complaints/read-ticket-complaint.ts";
import type { CardActForm, CardFormField } from "../../contract/card-complaint.ts";
import { isOpenComplaint } from "../../domain/complaints/complaint.ts";
import { AnswerChannel, ComplaintOutcome } from "../../domain/complaints/complaint-fact.ts";
import { ComplaintSeverity } from "../../domain/governance/complaint-rules.ts";
import type { CardTexts } from "./card-texts.ts";

/** What may be done about a complaint as it stands. */
export function complaintForms(view: ComplaintView, texts: CardTexts): readonly CardActForm[] {
  const { complaint, ticket } = view;
  if (ticket.gone !== null) return [];
  const state = complaint?.state ?? "none";
  const { t } = texts;
  const confirm = confirmForm(view, texts);
  switch (state) {
    case "none":
    case "dismissed":
      return [confirm];
    case "proposed":
      return [confirm, textForm("dismissed", "dismiss", texts)];
    case "closed":
      return [textForm("reopened", "reopen", texts)];
    case "open":
    case "acknowledged":
    case "answered":
      return [
        ...(state === "open"
          ? [button("acknowledged", t("cardComplaint.form.acknowledge.submit"))]
          : []),
        answerForm(texts),
        concludeForm(texts),
        button("closed", t("cardComplaint.form.close.submit")),
        confirm,
      ];
  }
}

function confirmForm(
  { complaint, policy }: ComplaintView,
  { t, language }: CardTexts,
): CardActForm {
  const word = (key: string) => t(`cardComplaint.form.confirm.${key}`);
  const isOne = complaint !== null && isOpenComplaint(complaint);
  return {
    act: "confirmed",
    title: word(isOne ? "titleAgain" : "title"),
    fields: [
      choiceField("severity", word("severity"), {
        options: ComplaintSeverity.options.map((value) => ({
          value,
          label: t(`complaint.severity.${value}`),
        })),
        initial: complaint?.severity ?? "",
      }),
      choiceField("department", word("department"), {
        options: [
          { value: ROUTED, label: word("routed") },
          ...policy.departments.map(({ id, name }) => ({ value: id, label: name[language] })),
        ],
        initial: complaint?.department ?? ROUTED,
      }),
      textField("text", word("text"), { initial: complaint?.text ?? "" }),
    ],
    submit: word("submit"),
  };
}

/** No department has an id with a blank. */
export const ROUTED = "as routed";

function answerForm({ t }: CardTexts): CardActForm {
  const word = (key: string) => t(`cardComplaint.form.answer.${key}`);
  const stages = ["first", "final"] as const;
  return {
    act: "answered",
    title: word("title"),
    fields: [
      choiceField("stage", word("stage"), {
        options: stages.map((value) => ({ value, label: word(value) })),
        initial: "final",
      }),
      channelField(word("channel"), t),
      textField("text", word("text"), { isRequired: true }),
    ],
    submit: word("submit"),
  };
}

function concludeForm({ t }: CardTexts): CardActForm {
  const word = (key: string) => t(`cardComplaint.form.conclude.${key}`);
  return {
    act: "concluded",
    title: word("title"),
    fields: [
      choiceField("outcome", word("outcome"), {
        options: ComplaintOutcome.options.map((value) => ({
          value,
          label: t(`complaint.outcome.${value}`),
        })),
        initial: "",
      }),
      textField("note", word("note"), {}),
    ],
    submit: word("submit"),
  };
}

function textForm(act: string, key: "dismiss" | "reopen", { t }: CardTexts): CardActForm {
  const word = (name: string) => t(`cardComplaint.form.${key}.${name}`);
  const fields = [textField("reason", word("text"), { isRequired: true })];
  return { act, title: word("title"), fields, submit: word("submit") };
}

export function button(act: string, submit: string): CardActForm {
  return { act, title: null, fields: [], submit };
}

export function textField(
  name: string,
  label: string,
  {
    isRequired = false,
    initial = "",
  }: { readonly isRequired?: boolean; readonly initial?: string },
): CardFormField {
  return { name, label, kind: "text", isRequired, options: [], initial };
}

export function choiceField(
  name: string,
  label: string,
  { options, initial }: Pick<CardFormField, "options" | "initial">,
): CardFormField {
  return { name, label, kind: "choice", isRequired: true, options, initial };
}

export function channelField(label: string, t: CardTexts["t"]): CardFormField {
  const options = AnswerChannel.options.map((value) => ({
    value,
    label: t(`complaint.channel.${value}`),
  }));
  return choiceField("channel", label, { options, initial: "email" });
}
