import type { RespondFn } from "@slack/bolt";
import { z } from "zod";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import { translatorOf } from "../../messages/translate.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { commandAnswer } from "./command-answer.ts";
import { commandOf } from "./command-line.ts";
import { userOf } from "./pressed.ts";
import { type Said, said } from "./talk-blocks.ts";
import { SLOW, type UnderWay } from "./under-way.ts";
import { ephemeral, whisper } from "./whisper.ts";

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const SlashCommand = z.looseObject({
  command: z.string(),
  text: z.string().default(""),
  user_id: z.string(),
  user_name: z.string().optional(),
});

export type CommandRequest = {
  readonly ack: (answer?: ReturnType<typeof ephemeral>) => Promise<void>;
  readonly body: unknown;
  readonly respond: RespondFn;
  readonly teamId: string | undefined;
  /** By `performance.now()`. */
  readonly receivedMs: number;
};

/** Answers with the acknowledgement where that is possible in time, else afterwards. */
export function createCommandListener(deps: {
  readonly useCases: ChatUseCases;
  readonly underWay: UnderWay;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
}): (request: CommandRequest) => Promise<void> {
  const { useCases, underWay, timeSource, logger } = deps;

  async function answer(request: CommandRequest): Promise<void> {
    const { ack, respond, receivedMs } = request;
    const answered = underWay.isFull() ? Promise.resolve(FAILED) : read(request);
    const early = await underWay.inTime(answered, receivedMs);
    if (early !== SLOW) return ack(ephemeral(early));
    await ack();
    await whisper(respond, await answered, logger);
  }

  async function read({ body, teamId }: CommandRequest): Promise<Said> {
    const { data } = SlashCommand.safeParse(body);
    if (data === undefined || teamId === undefined) return FAILED;
    const user = userOf({ id: data.user_id, name: data.user_name }, teamId);
    const command = commandOf(data.text);
    const now = timeSource.now();
    try {
      return await commandAnswer(useCases, { user, command, name: data.command, now });
    } catch (error) {
      // Not what was typed: it may be a code.
      logger.error({ error, teamId, command: command.name }, "a command could not be answered");
      return FAILED;
    }
  }

  return (request) => underWay.run(() => answer(request));
}

/** Said in English, as the language could not be read either. */
const FAILED = said(translatorOf("en")("slackTalk.settings.failed"));
