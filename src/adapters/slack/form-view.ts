import type { types } from "@slack/bolt";
import { z } from "zod";
import { FORM_ACTS, type FormAct, type FormContent } from "../../app/escalation/read-case-form.ts";
import { MAX_ACT_TEXT_LENGTH } from "../../domain/escalation/case-act.ts";
import type { SnoozeChoice } from "../../domain/escalation/snooze-choices.ts";
import { Language } from "../../domain/words.ts";
import { LOCALE_BY_LANGUAGE } from "../../messages/locale.ts";
import { timeSpan } from "../../messages/time-span.ts";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import { plain, section } from "./talk-blocks.ts";
import { oneLine } from "./text.ts";

/** The forms that buttons open. https://docs.slack.dev/surfaces/modals */

export const FORM_CALLBACK = "case_form";
export const DEPARTMENT_FIELD = "department";
export const UNTIL_FIELD = "until";
export const AT_FIELD = "at";
export const TEXT_FIELD = "text";
/** The one action of each field. */
export const FIELD_ACTION = "value";
export const OTHER_TIME = "other";

const TITLE_LIMIT = 24;
const LABEL_LIMIT = 2000;
const HINT_LIMIT = 2000;
const OPTION_LIMIT = 75;
const OPTIONS_LIMIT = 100;
const PLACEHOLDER_LIMIT = 150;
const MINUTE_MS = 60_000;

/** What a form is about. It comes back from Slack with the form, and is never trusted. */
export const FormSubject = z.strictObject({
  portalId: z.string().regex(/^\d{1,19}$/),
  caseId: z.string().min(1).max(200),
  act: z.enum(FORM_ACTS),
  /** Where it was opened: the Home tab wants to be shown anew. */
  from: z.enum(["message", "home"]),
  language: Language,
});
export type FormSubject = z.infer<typeof FormSubject>;

export function formView(subject: FormSubject, content: FormContent): types.ModalView {
  const t = translatorOf(subject.language);
  const { ticketId } = content;
  const about = t("slackTalk.form.about", {
    id: ticketId,
    subject: oneLine(content.subject) || t("slack.noSubject"),
  });
  return {
    type: "modal",
    callback_id: FORM_CALLBACK,
    private_metadata: JSON.stringify(subject),
    title: plain(t(`slackTalk.form.title.${subject.act}`), TITLE_LIMIT),
    submit: plain(t(`slackTalk.form.submit.${subject.act}`), TITLE_LIMIT),
    close: plain(t("slackTalk.form.cancel"), TITLE_LIMIT),
    blocks: [section(about), ...fields(subject, content, t), textField(subject.act, t)],
  };
}

/** A form with nothing to fill in: how things stand. */
export function noticeView(text: string, language: Language): types.ModalView {
  const t = translatorOf(language);
  return {
    type: "modal",
    title: plain(t("slackTalk.notice"), TITLE_LIMIT),
    close: plain(t("slackTalk.form.close"), TITLE_LIMIT),
    blocks: [section(text)],
  };
}

function fields(
  { act, language }: FormSubject,
  content: FormContent,
  t: Translate,
): types.InputBlock[] {
  switch (act) {
    case "handed_over":
      return departmentField(content, language, null);
    case "declined":
      return departmentField(content, language, t("slackTalk.form.whoseHint"));
    case "snoozed":
      return [untilField(content, language), atField(content, language, t)];
    case "asked_back":
    case "reopened":
      return [];
  }
}

/** A list without choices is none to Slack. `hint`: of who passes on what is not theirs, and may leave it empty. */
function departmentField(
  { departments }: FormContent,
  language: Language,
  hint: string | null,
): types.InputBlock[] {
  const t = translatorOf(language);
  if (departments.length === 0) return [];
  const options = departments
    .slice(0, OPTIONS_LIMIT)
    .map(({ id, name }) => option(oneLine(name[language]), id));
  const label = t(`slackTalk.form.${hint === null ? "department" : "whose"}`);
  const field = select(DEPARTMENT_FIELD, label, { options, optional: hint !== null, t });
  return [hint === null ? field : { ...field, hint: plain(hint, HINT_LIMIT) }];
}

function untilField(content: FormContent, language: Language): types.InputBlock {
  const t = translatorOf(language);
  const options = content.snoozes.map((choice) =>
    option(snoozeText(choice, content.timeZone, language), valueOfSnooze(choice)),
  );
  const other = option(t("slackTalk.snooze.other"), OTHER_TIME);
  const all = [...options, other];
  return select(UNTIL_FIELD, t("slackTalk.form.until"), { options: all, optional: false, t });
}

function atField(
  { latestAt, timeZone }: FormContent,
  language: Language,
  t: Translate,
): types.InputBlock {
  const time = timeText(latestAt, timeZone, language);
  return {
    type: "input",
    block_id: AT_FIELD,
    optional: true,
    label: plain(t("slackTalk.form.at"), LABEL_LIMIT),
    hint: plain(t("slackTalk.form.atHint", { time }), HINT_LIMIT),
    element: { type: "datetimepicker", action_id: FIELD_ACTION },
  };
}

function textField(act: FormAct, t: Translate): types.InputBlock {
  return {
    type: "input",
    block_id: TEXT_FIELD,
    label: plain(t(`slackTalk.form.text.${act}`), LABEL_LIMIT),
    element: {
      type: "plain_text_input",
      action_id: FIELD_ACTION,
      multiline: true,
      max_length: MAX_ACT_TEXT_LENGTH,
    },
  };
}

function select(
  field: string,
  label: string,
  more: {
    readonly options: types.PlainTextOption[];
    readonly optional: boolean;
    readonly t: Translate;
  },
): types.InputBlock {
  return {
    type: "input",
    block_id: field,
    optional: more.optional,
    label: plain(label, LABEL_LIMIT),
    element: {
      type: "static_select",
      action_id: FIELD_ACTION,
      placeholder: plain(more.t("slackTalk.form.choose"), PLACEHOLDER_LIMIT),
      options: more.options,
    },
  };
}

function option(text: string, value: string): types.PlainTextOption {
  return { text: plain(text, OPTION_LIMIT), value };
}

function snoozeText(choice: SnoozeChoice, timeZone: string, language: Language): string {
  const t = translatorOf(language);
  if (choice.kind === "minutes") {
    const span = timeSpan(choice.minutes * MINUTE_MS, language);
    return t("slackTalk.snooze.minutes", { span });
  }
  const time = timeText(choice.until, timeZone, language);
  return t(`slackTalk.snooze.${choice.kind}`, { time });
}

/** A while begins when the form is sent; an opening is the one that was shown. */
function valueOfSnooze(choice: SnoozeChoice): string {
  return choice.kind === "minutes" ? `minutes:${choice.minutes}` : `at:${choice.until}`;
}

/** In the portal's zone, as a list cannot show the reader's. */
function timeText(at: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE_BY_LANGUAGE[language], {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  }).format(at);
}
