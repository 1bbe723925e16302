import type { types } from "@slack/bolt";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import type { CaseForm, FormAct } from "../../app/escalation/read-case-form.ts";
import { translatorOf } from "../../messages/translate.ts";
import type { Logger } from "../../ports/logger.ts";
import { formView, noticeView } from "./form-view.ts";
import { alreadyText, fixedText, languageOf } from "./press-answer.ts";
import { type Pressed, targetOf } from "./pressed.ts";
import type { SlackViews } from "./slack-views.ts";
import { SLOW, type UnderWay } from "./under-way.ts";

export type FormOpener = (request: {
  readonly pressed: Pressed;
  readonly act: FormAct;
  readonly receivedMs: number;
  readonly tell: (words: string) => Promise<void>;
}) => Promise<void>;

/** Slack lets a press open a form for three seconds; the call itself takes its part of them. */
const FORM_AFTER_MS = 1_000;

type Content =
  | { readonly kind: "form"; readonly view: types.ModalView }
  | { readonly kind: "words"; readonly words: string };

/**
 * Opens the form that a button asks for. When what it shows is not read in time, an empty one is opened
 * and filled afterwards. A case about which nothing can be done any more gets words instead.
 */
export function createFormOpener(deps: {
  readonly useCases: Pick<ChatUseCases, "readCaseForm">;
  readonly views: Pick<SlackViews, "open" | "update">;
  readonly underWay: UnderWay;
  readonly logger: Logger;
}): FormOpener {
  const { useCases, views, underWay, logger } = deps;

  return async ({ pressed, act, receivedMs, tell }) => {
    const { user, triggerId, message } = pressed;
    const { teamId } = user;
    const language = languageOf(message);
    const t = translatorOf(language);
    const content = read(pressed, act);
    const early = await underWay.inTime(content, receivedMs, FORM_AFTER_MS);
    if (early !== SLOW) {
      if (early.kind === "words") return tell(early.words);
      const opened = await views.open(teamId, triggerId, early.view);
      if (opened === null) await tell(t("slackTalk.formFailed"));
      return;
    }
    const loading = noticeView(t("slackTalk.loading"), language);
    const viewId = await views.open(teamId, triggerId, loading);
    if (viewId === null) return tell(t("slackTalk.formFailed"));
    const late = await content;
    const view = late.kind === "form" ? late.view : noticeView(late.words, language);
    await views.update(teamId, viewId, view);
  };

  async function read(pressed: Pressed, act: FormAct): Promise<Content> {
    const { user, message, value } = pressed;
    const target = targetOf(value);
    if (target === null) return wordsOf(fixedText("notKnown", languageOf(message)));
    const { portalId, id: caseId } = target;
    try {
      const form = await useCases.readCaseForm({ user, portalId, caseId, act });
      const from = message === null ? ("home" as const) : ("message" as const);
      return contentOf(form, { portalId, caseId, act, from });
    } catch (error) {
      logger.error({ error, portalId, caseId, act }, "a form could not be read");
      return wordsOf(translatorOf(languageOf(message))("slackTalk.formFailed"));
    }
  }
}

function contentOf(
  form: CaseForm,
  about: {
    readonly portalId: string;
    readonly caseId: string;
    readonly act: FormAct;
    readonly from: "message" | "home";
  },
): Content {
  const { language } = form;
  switch (form.outcome) {
    case "form":
      return { kind: "form", view: formView({ ...about, language }, form) };
    case "already":
      return wordsOf(alreadyText(form, language));
    case "refused":
      return wordsOf(translatorOf(language)(`slackTalk.refused.${form.reason}`));
    case "not_found":
      return wordsOf(fixedText("notKnown", language));
  }
}

function wordsOf(words: string): Content {
  return { kind: "words", words };
}
