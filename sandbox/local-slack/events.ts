import { randomUUID } from "node:crypto";
import { type AppAnswer, actorOf, type Stage } from "./stage.ts";
import type { LocalTeam } from "./workspace.ts";

/** What Slack tells an app of what happened. https://docs.slack.dev/apis/events-api */

type SlackEvent = { readonly type: string; readonly [field: string]: unknown };

export type Reaction = {
  readonly userId: string;
  readonly channelId: string;
  readonly ts: string;
  /** Without colons. */
  readonly name: string;
};

/** Every event has an id of its own; a repeated delivery would keep it. */
export function eventEnvelope(team: LocalTeam, event: SlackEvent, at: number) {
  const { teamId, appId, botUserId } = team;
  return {
    token: "not-used",
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: "event_callback",
    event_id: `Ev${randomUUID().replaceAll("-", "").slice(0, 12).toUpperCase()}`,
    event_time: Math.floor(at / 1000),
    is_ext_shared_channel: false,
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
}

export function sendEvent(
  { line, workspaces }: Pick<Stage, "line" | "workspaces">,
  team: LocalTeam,
  event: SlackEvent,
): Promise<AppAnswer> {
  return line.send(line.signedJson(eventEnvelope(team, event, workspaces.now())));
}

/** Somebody looks at the app's Home tab. */
export async function openHome(stage: Stage, userId: string): Promise<AppAnswer> {
  const { user, team } = actorOf(stage, userId);
  const shown = stage.views.home(user);
  return sendEvent(stage, team, {
    type: "app_home_opened",
    user: userId,
    channel: stage.workspaces.directMessage(user).channelId,
    tab: "home",
    ...(shown === null ? {} : { view: stage.views.json(shown, team) }),
    event_ts: stage.workspaces.nextTs(),
  });
}

/** The same reaction of the same person counts once, and is told once: null the second time. */
export async function react(stage: Stage, reaction: Reaction): Promise<AppAnswer | null> {
  const { team } = actorOf(stage, reaction.userId);
  const { workspaces } = stage;
  const { channelId, ts, name, userId } = reaction;
  const channel = workspaces.channelIn(team, channelId);
  const message = workspaces.message(channelId, ts);
  if (channel === null || message === null) throw new Error(`No message ${ts} in ${channelId}`);
  const present = message.reactions.find((one) => one.name === name)?.userIds ?? [];
  if (present.includes(userId)) return null;
  const others = message.reactions.filter((one) => one.name !== name);
  workspaces.put({ ...message, reactions: [...others, { name, userIds: [...present, userId] }] });
  return sendEvent(stage, team, {
    type: "reaction_added",
    user: userId,
    reaction: name,
    item_user: message.userId,
    item: { type: "message", channel: channelId, ts },
    event_ts: workspaces.nextTs(),
  });
}
