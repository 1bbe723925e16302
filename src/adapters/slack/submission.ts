import { z } from "zod";
import type { CasePress } from "../../app/escalation/press-case.ts";
import { type CaseActDetail, MAX_ACT_TEXT_LENGTH } from "../../domain/escalation/case-act.ts";
import {
  AT_FIELD,
  DEPARTMENT_FIELD,
  FIELD_ACTION,
  FormSubject,
  OTHER_TIME,
  TEXT_FIELD,
  UNTIL_FIELD,
} from "./form-view.ts";
import { userOf } from "./pressed.ts";

/** A form as a person sent it. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */

const Field = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_date_time: z.number().nullish(),
});

const ViewSubmission = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    name: z.string().optional(),
    username: z.string().optional(),
  }),
  view: z.looseObject({
    id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), Field)) }),
  }),
});

/** At which field something is wrong, and the word for it. */
export type FieldError = {
  readonly field: string;
  readonly word: "no_time" | "no_text" | "text_too_long" | "unknown_department";
};

export type Submission = {
  readonly viewId: string;
  readonly subject: FormSubject;
  readonly press:
    | { readonly ok: true; readonly press: CasePress }
    | { readonly ok: false; readonly error: FieldError };
};

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const FOR_MINUTES = /^minutes:(\d{1,5})$/;
const AT_INSTANT = /^at:(\d{1,16})$/;

/** Null for what is none of our forms. */
export function submissionOf(
  body: unknown,
  teamId: string | undefined,
  now: number,
): Submission | null {
  const { data } = ViewSubmission.safeParse(body);
  if (data === undefined || teamId === undefined) return null;
  const subject = FormSubject.safeParse(jsonOf(data.view.private_metadata)).data;
  if (subject === undefined) return null;
  const { id: viewId, state } = data.view;
  const user = userOf(data.user, teamId);
  const read = detailOf(subject.act, (field) => state.values[field]?.[FIELD_ACTION], now);
  if (!read.ok) return { viewId, subject, press: read };
  const { portalId, caseId } = subject;
  const press: CasePress = {
    teamId,
    portalId,
    caseId,
    detail: read.detail,
    by: { id: user.userId, name: user.name },
    // The same for every sending of one form.
    actKey: `slack:view:${viewId}:${user.userId}:${caseId}`,
  };
  return { viewId, subject, press: { ok: true, press } };
}

type Detail = Exclude<CaseActDetail, { readonly act: "escalated" }>;
type Read =
  | { readonly ok: true; readonly detail: Detail }
  | { readonly ok: false; readonly error: FieldError };
type Fields = (field: string) => z.infer<typeof Field> | undefined;

function detailOf(act: FormSubject["act"], fields: Fields, now: number): Read {
  const text = (fields(TEXT_FIELD)?.value ?? "").trim();
  if (text === "") return wrong(TEXT_FIELD, "no_text");
  if (text.length > MAX_ACT_TEXT_LENGTH) return wrong(TEXT_FIELD, "text_too_long");
  const department = fields(DEPARTMENT_FIELD)?.selected_option?.value ?? null;
  switch (act) {
    case "asked_back":
    case "reopened":
      return { ok: true, detail: { act, text } };
    case "declined":
      return { ok: true, detail: { act, department, text } };
    case "handed_over":
      return department === null
        ? wrong(DEPARTMENT_FIELD, "unknown_department")
        : { ok: true, detail: { act, department, text } };
    case "snoozed": {
      const until = untilOf(fields, now);
      return until === null
        ? wrong(AT_FIELD, "no_time")
        : { ok: true, detail: { act, until, text } };
    }
  }
}

function untilOf(fields: Fields, now: number): number | null {
  const choice = fields(UNTIL_FIELD)?.selected_option?.value ?? OTHER_TIME;
  const [, minutes] = FOR_MINUTES.exec(choice) ?? [];
  if (minutes !== undefined) return now + Number(minutes) * MINUTE_MS;
  const [, at] = AT_INSTANT.exec(choice) ?? [];
  if (at !== undefined) return Number(at);
  const seconds = fields(AT_FIELD)?.selected_date_time ?? null;
  return seconds === null ? null : seconds * SECOND_MS;
}

function wrong(field: string, word: FieldError["word"]): Read {
  return { ok: false, error: { field, word } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody else's form: the caller says what that means.
    return null;
  }
}
