import { createHmac } from "node:crypto";
import { messageJson } from "./chat-methods.ts";
import type { LocalMessage, LocalTeam, LocalUser, Workspaces } from "./workspace.ts";

/** Who presses which button of which message. */
export type Press = {
  readonly channelId: string;
  readonly ts: string;
  readonly actionId: string;
  readonly userId: string;
};

/** A request as Slack sends it, ready to go out. */
export type SignedRequest = {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

type Button = { readonly blockId: string; readonly element: Readonly<Record<string, unknown>> };

/** What Slack sends when a button is pressed. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function pressPayload(
  workspaces: Workspaces,
  press: Press,
  responseUrl: string,
): Record<string, unknown> {
  const { message, team, user, button } = partsOf(workspaces, press);
  const actionTs = workspaces.nextTs();
  const { text, value } = button.element;
  return {
    type: "block_actions",
    team: { id: team.teamId, domain: team.domain },
    user: { id: user.userId, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: team.appId,
    token: "not-used",
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: message.channelId,
      is_ephemeral: false,
    },
    trigger_id: `${actionTs}.trigger`,
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: message.channelId, name: workspaces.channel(message.channelId)?.name },
    message: messageJson(message, true),
    state: { values: {} },
    response_url: responseUrl,
    actions: [
      {
        type: "button",
        action_id: press.actionId,
        block_id: button.blockId,
        text,
        ...(value === undefined ? {} : { value }),
        action_ts: actionTs,
      },
    ],
  };
}

function partsOf(
  workspaces: Workspaces,
  press: Press,
): {
  readonly message: LocalMessage;
  readonly team: LocalTeam;
  readonly user: LocalUser;
  readonly button: Button;
} {
  const message = workspaces.message(press.channelId, press.ts);
  const team = workspaces.teams.find((one) => one.teamId === message?.teamId);
  const user = workspaces.users.find((one) => one.userId === press.userId);
  const button = message === null ? null : buttonOf(message, press.actionId);
  if (message === null || team === undefined || user === undefined || button === null) {
    throw new Error(`No such button, message or person: ${JSON.stringify(press)}`);
  }
  return { message, team, user, button };
}

function buttonOf(message: LocalMessage, actionId: string): Button | null {
  for (const block of message.blocks) {
    const element = block.elements?.find((one) => one.action_id === actionId);
    if (element !== undefined) return { blockId: block.block_id ?? "", element };
  }
  return null;
}

type Signing = { readonly signingSecret: string; readonly at: number };

export function signedForm(payload: unknown, signing: Signing): SignedRequest {
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  // Slack sends exactly this, and the receivers of its own framework refuse a charset.
  return signed(body, "application/x-www-form-urlencoded", signing);
}

export function signedJson(payload: unknown, signing: Signing): SignedRequest {
  return signed(JSON.stringify(payload), "application/json", signing);
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(body: string, contentType: string, { signingSecret, at }: Signing): SignedRequest {
  const timestamp = String(Math.floor(at / 1000));
  const hmac = createHmac("sha256", signingSecret);
  const signature = hmac.update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    body,
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  };
}
