import type { types } from "@slack/bolt";
import type { ChatUseCases, PressAnswer } from "../../app/escalation/chat-use-cases.ts";
import type { CasePress } from "../../app/escalation/press-case.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { AT_FIELD, DEPARTMENT_FIELD, noticeView, TEXT_FIELD, UNTIL_FIELD } from "./form-view.ts";
import type { ShowHome } from "./home-tab.ts";
import { alreadyText, fixedText } from "./press-answer.ts";
import type { SlackViews } from "./slack-views.ts";
import { type Submission, submissionOf } from "./submission.ts";
import { SLOW, type UnderWay } from "./under-way.ts";

export type SubmissionDeps = {
  readonly useCases: Pick<ChatUseCases, "pressCase">;
  readonly views: Pick<SlackViews, "update">;
  readonly showHome: ShowHome;
  readonly underWay: UnderWay;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

type ResponseAction =
  | { readonly response_action: "errors"; readonly errors: Record<string, string> }
  | { readonly response_action: "update"; readonly view: types.ModalView };

export type SubmissionRequest = {
  /** Without an argument it closes the form. */
  readonly ack: (action?: ResponseAction) => Promise<void>;
  readonly body: unknown;
  readonly teamId: string | undefined;
  /** By `performance.now()`. */
  readonly receivedMs: number;
};

/** What the form shows next: nothing, what is wrong with a field, or how things stand. */
type Outcome =
  | { readonly kind: "closed" }
  | { readonly kind: "error"; readonly field: string; readonly words: string }
  | { readonly kind: "notice"; readonly words: string };

/** Notes what a form says, and answers in the form. */
export function createSubmissionListener(
  deps: SubmissionDeps,
): (request: SubmissionRequest) => Promise<void> {
  const { underWay } = deps;

  async function answer({ ack, body, teamId, receivedMs }: SubmissionRequest): Promise<void> {
    const submission = submissionOf(body, teamId, deps.timeSource.now());
    if (submission === null) return ack();
    const { language } = submission.subject;
    const noted = underWay.isFull() ? failed(language) : note(deps, submission);
    const early = await underWay.inTime(Promise.resolve(noted), receivedMs);
    if (early === SLOW) {
      const slow = translatorOf(language)("slackTalk.slow");
      await ack({ response_action: "update", view: noticeView(slow, language) });
      await tellLate(deps, submission, await noted);
    } else {
      await ack(...actionOf(early, language));
    }
    const { press, subject } = submission;
    if (press.ok && subject.from === "home") await deps.showHome(userOf(press.press));
  }

  return (request) => underWay.run(() => answer(request));
}

function userOf({ teamId, by }: CasePress) {
  return { teamId, userId: by.id, name: by.name };
}

function actionOf(outcome: Outcome, language: MessageLanguage): [] | [ResponseAction] {
  switch (outcome.kind) {
    case "closed":
      return [];
    case "error":
      return [{ response_action: "errors", errors: { [outcome.field]: outcome.words } }];
    case "notice":
      return [{ response_action: "update", view: noticeView(outcome.words, language) }];
  }
}

/** The form shows by then that it takes long. */
async function tellLate(
  { views }: SubmissionDeps,
  { viewId, subject, press }: Submission,
  outcome: Outcome,
): Promise<void> {
  if (!press.ok) return;
  const t = translatorOf(subject.language);
  const words = outcome.kind === "closed" ? t("slackTalk.done") : outcome.words;
  await views.update(press.press.teamId, viewId, noticeView(words, subject.language));
}

async function note(
  { useCases, logger }: SubmissionDeps,
  { subject, press }: Submission,
): Promise<Outcome> {
  const { language } = subject;
  if (!press.ok) return errorAt(press.error.field, press.error.word, language);
  try {
    return outcomeOf(press.press, await useCases.pressCase(press.press), language);
  } catch (error) {
    const { portalId, caseId, actKey } = press.press;
    logger.error({ error, portalId, caseId, actKey }, "a form could not be noted");
    return failed(language);
  }
}

function outcomeOf(
  { detail }: CasePress,
  { answer, departmentNames }: PressAnswer,
  language: MessageLanguage,
): Outcome {
  switch (answer.outcome) {
    case "done":
      if (hasHappened(detail, answer.escalation)) return { kind: "closed" };
      return detail.act === "reopened"
        ? errorAt(TEXT_FIELD, "other_case", language)
        : errorAt(DEPARTMENT_FIELD, "unknown_department", language);
    case "already": {
      const words = alreadyText({ escalation: answer.escalation, departmentNames }, language);
      return { kind: "notice", words };
    }
    case "refused":
      return errorAt(FIELD_OF[answer.reason], answer.reason, language);
    case "not_found":
      return { kind: "notice", words: fixedText("notKnown", language) };
  }
}

const FIELD_OF = {
  unknown_department: DEPARTMENT_FIELD,
  same_department: DEPARTMENT_FIELD,
  snooze_in_the_past: AT_FIELD,
  snooze_too_long: AT_FIELD,
  snoozed_too_often: UNTIL_FIELD,
  ticket_closed: TEXT_FIELD,
} as const;

/** An act that the case itself did not take: it knows no such department, or has no room to open again. */
function hasHappened(detail: CasePress["detail"], escalation: CaseRow): boolean {
  switch (detail.act) {
    case "handed_over":
      return escalation.handedTo !== null;
    case "reopened":
      return escalation.steps.some(({ act }) => act === "reopened") && escalation.endedAt === null;
    case "acknowledged":
    case "resolved":
    case "asked_back":
    case "answered":
    case "declined":
    case "snoozed":
    case "de_escalated":
      return true;
  }
}

function errorAt(field: string, word: string, language: MessageLanguage): Outcome {
  return { kind: "error", field, words: translatorOf(language)(`slackTalk.refused.${word}`) };
}

function failed(language: MessageLanguage): Outcome {
  return { kind: "error", field: TEXT_FIELD, words: fixedText("failed", language) };
}
