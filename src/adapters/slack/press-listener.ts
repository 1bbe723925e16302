import { setTimeout as sleep } from "node:timers/promises";
import type { BlockButtonAction, RespondFn, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { CaseAnswer } from "../../app/escalation/act-on-case.ts";
import type { CasePress } from "../../app/escalation/press-case.ts";
import type { MessageLanguage } from "../../messages/translate.ts";
import type { Logger } from "../../ports/logger.ts";
import { pressOf } from "./press.ts";
import { answerText, fixedText, languageOf } from "./press-answer.ts";
import { cut, escapeMarkup } from "./text.ts";

export type PressListenerDeps = {
  /** Notes the press durably. The same press may come twice; its `actKey` tells. */
  readonly onPress: (press: CasePress) => Promise<CaseAnswer>;
  readonly logger: Logger;
  /** After this time since the request came the person is told to wait. */
  readonly slowAfterMs?: number;
};

export type PressListener = {
  handle(request: PressRequest): Promise<void>;
  /** Resolves when every press under way has been noted and answered. */
  settled(): Promise<void>;
};

type PressRequest = Pick<
  SlackActionMiddlewareArgs<BlockButtonAction>,
  "ack" | "body" | "respond"
> & {
  readonly teamId: string | undefined;
  /** When the request came, by `performance.now()`. */
  readonly receivedMs: number;
};

/** Slack shows an error to the person after three seconds. */
const SLOW_AFTER_MS = 2_500;
const PRESSES_LIMIT = 500;
const ANSWER_LIMIT = 3000;
const SLOW = Symbol("slow");

/** Notes a press first, answers Slack then, and tells the person what came of it. */
export function createPressListener(deps: PressListenerDeps): PressListener {
  const underWay = new Set<Promise<void>>();

  async function answer(request: PressRequest): Promise<void> {
    const { ack, body, respond } = request;
    const language = languageOf(body.message);
    const tell = (text: string) => whisper(respond, text, deps.logger);
    const press = pressOf(body, request.teamId);
    if (press === null || underWay.size > PRESSES_LIMIT) {
      await ack();
      await tell(fixedText(press === null ? "notKnown" : "failed", language));
      return;
    }
    const noted = note(press, language);
    const early = await Promise.race([noted, slow(request.receivedMs)]);
    await ack();
    if (early === SLOW) await tell(fixedText("slow", language));
    await tell(await noted);
  }

  async function note(press: CasePress, language: MessageLanguage): Promise<string> {
    try {
      return answerText(press, await deps.onPress(press), language);
    } catch (error) {
      const { portalId, caseId, actKey } = press;
      deps.logger.error({ error, portalId, caseId, actKey }, "a press could not be noted");
      return fixedText("failed", language);
    }
  }

  function slow(receivedMs: number): Promise<typeof SLOW> {
    const leftMs = receivedMs + (deps.slowAfterMs ?? SLOW_AFTER_MS) - performance.now();
    return sleep(Math.max(0, leftMs), SLOW, { ref: false });
  }

  return {
    async handle(request) {
      const answered = answer(request);
      underWay.add(answered);
      try {
        await answered;
      } finally {
        underWay.delete(answered);
      }
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
  };
}

/** Shown to the presser alone. Not worth more than a line in the log when it fails: the message changes too. */
async function whisper(respond: RespondFn, text: string, logger: Logger): Promise<void> {
  const shown = cut(text, ANSWER_LIMIT);
  try {
    await respond({
      response_type: "ephemeral",
      replace_original: false,
      text: escapeMarkup(shown),
      blocks: [{ type: "section", text: { type: "plain_text", text: shown, emoji: false } }],
    });
  } catch (error) {
    logger.warn({ error }, "an answer to a press did not reach Slack");
  }
}
