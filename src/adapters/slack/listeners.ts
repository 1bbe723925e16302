import type { App } from "@slack/bolt";
import { z } from "zod";
import type { ChatUser } from "../../app/escalation/chat-person.ts";
import type { SlackRemoval } from "../../app/portals/forget-slack.ts";
import {
  ASK_BACK_ACTION,
  DECLINE_ACTION,
  HAND_OVER_ACTION,
  HOME_DISCONNECT_ACTION,
  HOME_LANGUAGE_ACTION,
  HOME_PAUSE_HOURS_ACTION,
  HOME_PAUSE_TOMORROW_ACTION,
  HOME_RESUME_ACTION,
  REOPEN_ACTION,
  RESOLVE_ACTION,
  SHOW_CASE_ACTION,
  SNOOZE_ACTION,
  TAKE_ACTION,
  TAKE_GROUP_ACTION,
  TO_TICKET_SHORTCUT,
} from "./action-ids.ts";
import type { CommandRequest } from "./command-listener.ts";
import { FORM_CALLBACK } from "./form-view.ts";
import type { NoteRequest } from "./note-shortcut.ts";
import type { PressRequest } from "./press-listener.ts";
import type { SubmissionRequest } from "./submission-listener.ts";

export type Listeners = {
  readonly pressed: (request: PressRequest) => Promise<void>;
  readonly submitted: (request: SubmissionRequest) => Promise<void>;
  readonly commanded: (request: CommandRequest) => Promise<void>;
  readonly noted: (request: NoteRequest) => Promise<void>;
  readonly homeOpened: (user: ChatUser) => Promise<void>;
  readonly removed: (removal: SlackRemoval) => Promise<void>;
};

const ACTIONS = [
  TAKE_ACTION,
  RESOLVE_ACTION,
  ASK_BACK_ACTION,
  HAND_OVER_ACTION,
  DECLINE_ACTION,
  SNOOZE_ACTION,
  REOPEN_ACTION,
  TAKE_GROUP_ACTION,
  SHOW_CASE_ACTION,
  HOME_LANGUAGE_ACTION,
  HOME_PAUSE_HOURS_ACTION,
  HOME_PAUSE_TOMORROW_ACTION,
  HOME_RESUME_ACTION,
  HOME_DISCONNECT_ACTION,
].join("|");
const OUR_ACTIONS = new RegExp(`^(?:${ACTIONS})$`);
/** Links send a press too, and old messages keep their buttons for ever: both want an answer. */
const OTHER_ACTIONS = new RegExp(`^(?!(?:${ACTIONS})$)`);
/** Whatever the command is called: the manifest of an installation says it. */
const ANY_COMMAND = /^\//;

const EventEnvelope = z.looseObject({ team_id: z.string(), event_time: z.number() });
const Received = z.looseObject({ receivedMs: z.number(), botUserId: z.string().default("") });

/** Tells what Slack says to whom it concerns, in the words of none but this folder. */
export function addListeners(app: App, listeners: Listeners): void {
  app.action(OUR_ACTIONS, async ({ ack, body, respond, context }) => {
    const { receivedMs } = Received.parse(context);
    await listeners.pressed({ ack, body, respond, teamId: context.teamId, receivedMs });
  });
  app.action(OTHER_ACTIONS, async ({ ack }) => {
    await ack();
  });
  app.view(FORM_CALLBACK, async ({ ack, body, context }) => {
    const { receivedMs } = Received.parse(context);
    const answer: SubmissionRequest["ack"] = (action) =>
      action === undefined ? ack() : ack(action);
    await listeners.submitted({ ack: answer, body, teamId: context.teamId, receivedMs });
  });
  app.command(ANY_COMMAND, async ({ ack, body, respond, context }) => {
    const { receivedMs } = Received.parse(context);
    await listeners.commanded({ ack, body, respond, teamId: context.teamId, receivedMs });
  });
  app.shortcut(
    { callback_id: TO_TICKET_SHORTCUT, type: "message_action" },
    async ({ ack, body, respond, context }) => {
      const { botUserId } = Received.parse(context);
      await listeners.noted({ ack, body, respond, teamId: context.teamId, botUserId });
    },
  );
  app.event("app_home_opened", async ({ event, context }) => {
    const { teamId } = context;
    if (event.tab !== "home" || teamId === undefined) return;
    await listeners.homeOpened({ teamId, userId: event.user, name: event.user });
  });
  addRemovals(app, listeners.removed);
}

function addRemovals(app: App, onRemoval: Listeners["removed"]): void {
  const removed = (reason: SlackRemoval["reason"]) => async (body: unknown) => {
    const { team_id: teamId, event_time: seconds } = EventEnvelope.parse(body);
    await onRemoval({ teamId, at: seconds * 1_000, reason });
  };
  app.event("app_uninstalled", ({ body }) => removed("app_uninstalled")(body));
  app.event("tokens_revoked", async ({ event, body }) => {
    // Tokens of people are none of ours: only the bot's is used.
    if ((event.tokens.bot ?? []).length > 0) await removed("tokens_revoked")(body);
  });
}
