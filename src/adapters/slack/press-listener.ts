import type { RespondFn } from "@slack/bolt";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import type { Logger } from "../../ports/logger.ts";
import { SHOW_CASE_ACTION, TAKE_GROUP_ACTION } from "./action-ids.ts";
import type { FormOpener } from "./form-opener.ts";
import { applyHomeSetting, isHomeSetting } from "./home-settings.ts";
import type { ShowHome } from "./home-tab.ts";
import { casePressOf, formActOf, groupPressOf } from "./press.ts";
import { answerText, fixedText, groupText, languageOf } from "./press-answer.ts";
import { type Pressed, pressedOf, targetOf } from "./pressed.ts";
import { said } from "./talk-blocks.ts";
import { SLOW, type UnderWay } from "./under-way.ts";
import { whisper } from "./whisper.ts";

export type PressListenerDeps = {
  /** Notes a press durably. The same press may come twice; its `actKey` tells. */
  readonly useCases: ChatUseCases;
  readonly underWay: UnderWay;
  readonly showHome: ShowHome;
  readonly openForm: FormOpener;
  readonly logger: Logger;
};

export type PressRequest = {
  readonly ack: () => Promise<void>;
  readonly body: unknown;
  /** Absent in the Home tab, which has no place for an answer but itself. */
  readonly respond: RespondFn | undefined;
  readonly teamId: string | undefined;
  /** When the request came, by `performance.now()`. */
  readonly receivedMs: number;
};

/** Words for the person; null where what is shown says it all. */
type Outcome = string | null;
type Tell = (words: Outcome) => Promise<void>;

/** Notes a press first, answers Slack then, and tells the person what came of it. */
export function createPressListener(
  deps: PressListenerDeps,
): (request: PressRequest) => Promise<void> {
  const { underWay, logger } = deps;

  async function answer(request: PressRequest): Promise<void> {
    const { ack, body, respond, teamId, receivedMs } = request;
    const pressed = pressedOf(body, teamId);
    if (pressed === null || underWay.isFull()) {
      await ack();
      const word = pressed === null ? "notKnown" : "failed";
      const language = languageOf(pressed?.message);
      if (respond !== undefined) await whisper(respond, said(fixedText(word, language)), logger);
      return;
    }
    const tell = tellerOf(deps, pressed, respond);
    const act = formActOf(pressed.actionId);
    if (act !== null) {
      await ack();
      await deps.openForm({ pressed, act, receivedMs, tell });
      return;
    }
    const noted = note(deps, pressed);
    const early = await underWay.inTime(noted, receivedMs);
    await ack();
    if (early === SLOW && pressed.message !== null) {
      await tell(fixedText("slow", languageOf(pressed.message)));
    }
    await tell(await noted);
  }

  return (request) => underWay.run(() => answer(request));
}

/** Under a message, or on top of the Home tab, which is shown anew with it. */
function tellerOf(
  { showHome, logger }: PressListenerDeps,
  { user, message }: Pressed,
  respond: RespondFn | undefined,
): Tell {
  return async (words) => {
    if (message === null) await showHome(user, words);
    else if (words !== null && respond !== undefined) await whisper(respond, said(words), logger);
  };
}

async function note(deps: PressListenerDeps, pressed: Pressed): Promise<Outcome> {
  let language: MessageLanguage = languageOf(pressed.message);
  try {
    if (pressed.message === null) language = await deps.useCases.languageOf(pressed.user);
    return await outcomeOf(deps.useCases, pressed, language);
  } catch (error) {
    const { actionId, value, pressKey } = pressed;
    deps.logger.error({ error, actionId, value, pressKey }, "a press could not be noted");
    return fixedText("failed", language);
  }
}

async function outcomeOf(
  useCases: ChatUseCases,
  pressed: Pressed,
  language: MessageLanguage,
): Promise<Outcome> {
  const { actionId } = pressed;
  if (isHomeSetting(actionId)) {
    await applyHomeSetting(useCases, pressed);
    return null;
  }
  if (actionId === TAKE_GROUP_ACTION) {
    const press = groupPressOf(pressed);
    if (press !== null) return groupText(await useCases.takeGroup(press), language);
  } else if (actionId === SHOW_CASE_ACTION) {
    return showCase(useCases, pressed, language);
  }
  const press = casePressOf(pressed);
  if (press === null) return fixedText("notKnown", language);
  return answerText(press, await useCases.pressCase(press), language);
}

async function showCase(
  useCases: ChatUseCases,
  { user, value }: Pressed,
  language: MessageLanguage,
): Promise<Outcome> {
  const target = targetOf(value);
  if (target === null) return fixedText("notKnown", language);
  const { portalId, id: caseId } = target;
  const { outcome } = await useCases.showCase({ teamId: user.teamId, portalId, caseId });
  switch (outcome) {
    case "done":
      return translatorOf(language)("slackTalk.group.shown");
    case "already":
      return translatorOf(language)("slackTalk.group.shownAlready");
    case "not_found":
      return fixedText("notKnown", language);
  }
}
