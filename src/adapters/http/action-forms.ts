import type { ComplaintView } from "../../app/complaints/read-ticket-complaint.ts";
import type { CardActForm } from "../../contract/card-complaint.ts";
import type { CorrectiveAction } from "../../domain/complaints/action.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { CardTexts } from "./card-texts.ts";
import { channelField, choiceField, textField } from "./complaint-forms.ts";

/** Owners and customers that a form offers; a list of more nobody reads in a sidebar. */
const OPTIONS_LIMIT = 100;

type Word = (key: string) => string;
export type NameOf = (customer: CustomerRef) => string;

/** The next steps of an action as it stands; nothing once it is closed. */
export function actionForms(
  view: ComplaintView,
  action: CorrectiveAction,
  { texts, nameOf }: { readonly texts: CardTexts; readonly nameOf: NameOf },
): readonly CardActForm[] {
  const { t } = texts;
  const wordOf =
    (form: string): Word =>
    (key) =>
      t(`cardComplaint.action.form.${form}.${key}`);
  const waiting = action.customers.filter(({ state }) => state === "waiting");
  const exclude =
    waiting.length === 0
      ? []
      : [
          excludeForm(
            waiting.map(({ customer }) => customer),
            nameOf,
            wordOf("exclude"),
          ),
        ];
  const inform =
    waiting.length > 0 && action.verifiedAt !== null ? [informForm(wordOf("inform"), t)] : [];
  const rest = [...inform, ...exclude, closeForm(wordOf("close"))];
  switch (action.state) {
    case "classified":
    case "analysing":
      return [
        analyseForm(action, wordOf("analyse")),
        ...(action.rootCause === null ? [] : [planForm(view, action, wordOf("plan"))]),
        ...rest,
      ];
    case "acting":
      return [
        noteForm("carry_out", wordOf("carry_out")),
        planForm(view, action, wordOf("plan")),
        ...rest,
      ];
    case "verifying":
      return [checkForm(wordOf("check")), ...rest];
    case "told_customer":
      return [];
  }
}

export function openForm({ ticket }: ComplaintView, { t }: CardTexts): CardActForm | null {
  if (ticket.gone !== null) return null;
  const word: Word = (key) => t(`cardComplaint.action.form.open.${key}`);
  return {
    act: "open",
    title: word("title"),
    fields: [
      textField("title", word("name"), { isRequired: true, initial: ticket.subject }),
      textField("evidence", word("evidence"), {}),
    ],
    submit: word("submit"),
  };
}

function analyseForm({ rootCause, whys }: CorrectiveAction, word: Word): CardActForm {
  return {
    act: "analyse",
    title: word("title"),
    fields: [
      textField("rootCause", word("text"), { isRequired: true, initial: rootCause ?? "" }),
      textField("whys", word("whys"), { initial: whys.join("\n") }),
    ],
    submit: word("submit"),
  };
}

function planForm({ owners }: ComplaintView, action: CorrectiveAction, word: Word): CardActForm {
  const { corrective, preventive, owner, dueDate, state } = action;
  const options = owners
    .slice(0, OPTIONS_LIMIT)
    .map(({ ownerId, name, email }) => ({ value: ownerId, label: name || email || ownerId }));
  return {
    act: "plan",
    title: word("title"),
    fields: [
      textField("corrective", word("corrective"), { isRequired: true, initial: corrective ?? "" }),
      textField("preventive", word("preventive"), { isRequired: true, initial: preventive ?? "" }),
      choiceField("owner", word("owner"), { options, initial: owner?.ownerId ?? "" }),
      {
        name: "dueDate",
        label: word("dueDate"),
        kind: "date",
        isRequired: true,
        options: [],
        initial: state === "acting" ? (dueDate ?? "") : "",
      },
    ],
    submit: word("submit"),
  };
}

function noteForm(act: string, word: Word): CardActForm {
  const fields = [textField("note", word("text"), {})];
  return { act, title: word("title"), fields, submit: word("submit") };
}

function checkForm(word: Word): CardActForm {
  return {
    act: "check",
    title: word("title"),
    fields: [
      choiceField("result", word("result"), {
        options: [
          { value: "effective", label: word("effective") },
          { value: "without", label: word("without") },
        ],
        initial: "",
      }),
      textField("note", word("text"), { isRequired: true }),
      textField("override", word("override"), {}),
    ],
    submit: word("submit"),
  };
}

function informForm(word: Word, t: CardTexts["t"]): CardActForm {
  return {
    act: "inform",
    title: word("title"),
    fields: [
      textField("text", word("text"), { isRequired: true }),
      channelField(word("channel"), t),
    ],
    submit: word("submit"),
  };
}

function excludeForm(customers: readonly CustomerRef[], nameOf: NameOf, word: Word): CardActForm {
  const options = customers
    .slice(0, OPTIONS_LIMIT)
    .map((customer) => ({ value: `${customer.kind}:${customer.id}`, label: nameOf(customer) }));
  return {
    act: "exclude",
    title: word("title"),
    fields: [
      choiceField("customer", word("customer"), { options, initial: "" }),
      textField("reason", word("text"), { isRequired: true }),
    ],
    submit: word("submit"),
  };
}

function closeForm(word: Word): CardActForm {
  return {
    act: "close",
    title: word("title"),
    fields: [textField("note", word("text"), {}), textField("override", word("override"), {})],
    submit: word("submit"),
  };
}
