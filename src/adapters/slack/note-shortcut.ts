import type { RespondFn } from "@slack/bolt";
import { z } from "zod";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { Logger } from "../../ports/logger.ts";
import { plainTextOf } from "./plain-text.ts";
import { userOf } from "./pressed.ts";
import type { SlackViews } from "./slack-views.ts";
import { said } from "./talk-blocks.ts";
import { oneLine } from "./text.ts";
import type { UnderWay } from "./under-way.ts";
import { whisper } from "./whisper.ts";

/** "To ticket" in the menu of a message. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */

const MessageAction = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    name: z.string().optional(),
    username: z.string().optional(),
  }),
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string().default(""),
    user: z.string().optional(),
    bot_id: z.string().optional(),
  }),
});
type MessageAction = z.infer<typeof MessageAction>;

export type NoteShortcutDeps = {
  readonly useCases: Pick<ChatUseCases, "noteFromChat" | "languageOf">;
  readonly views: Pick<SlackViews, "nameOf">;
  readonly underWay: UnderWay;
  readonly logger: Logger;
};

export type NoteRequest = {
  readonly ack: () => Promise<void>;
  readonly body: unknown;
  readonly respond: RespondFn;
  readonly teamId: string | undefined;
  /** The app's own account; empty when nobody has said which it is. */
  readonly botUserId: string;
};

/** Notes what somebody said in the thread of a case on its ticket, and says so to who wanted it. */
export function createNoteListener(
  deps: NoteShortcutDeps,
): (request: NoteRequest) => Promise<void> {
  return ({ ack, body, respond, teamId, botUserId }) =>
    deps.underWay.run(async () => {
      await ack();
      const { data } = MessageAction.safeParse(body);
      if (data === undefined || teamId === undefined) return;
      const words = await note(deps, data, { teamId, botUserId });
      await whisper(respond, said(words), deps.logger);
    });
}

async function note(
  deps: NoteShortcutDeps,
  action: MessageAction,
  app: { readonly teamId: string; readonly botUserId: string },
): Promise<string> {
  const { useCases, logger } = deps;
  const user = userOf(action.user, app.teamId);
  const { message, channel } = action;
  let t: Translate = translatorOf("en");
  try {
    t = translatorOf(await useCases.languageOf(user));
    if (isOwn(message, app.botUserId)) return t("slackTalk.note.own");
    const body = plainTextOf(message.text);
    if (body === "") return t("slackTalk.note.empty");
    const answer = await useCases.noteFromChat({
      user,
      root: { channelId: channel.id, messageTs: message.thread_ts ?? message.ts },
      messageTs: message.ts,
      author: await authorOf(deps, action, user),
      body,
    });
    if (answer.outcome === "no_case") return t("slackTalk.note.no_case");
    return t(`slackTalk.note.${answer.outcome}`, { id: answer.ticketId });
  } catch (error) {
    logger.error({ error, channelId: channel.id, ts: message.ts }, "a message could not be noted");
    return t("slackTalk.note.failed");
  }
}

/** Without a known account of ours, no bot's message is taken for a person's. */
function isOwn({ user, bot_id: botId }: MessageAction["message"], botUserId: string): boolean {
  return botUserId === "" ? botId !== undefined : user === botUserId;
}

async function authorOf(
  { views, useCases }: NoteShortcutDeps,
  { message }: MessageAction,
  user: ReturnType<typeof userOf>,
): Promise<string> {
  const name = message.user === undefined ? null : await views.nameOf(user.teamId, message.user);
  if (name !== null && oneLine(name) !== "") return oneLine(name);
  if (message.user === user.userId) return user.name;
  return translatorOf(await useCases.languageOf(user))("slackTalk.note.someone");
}
