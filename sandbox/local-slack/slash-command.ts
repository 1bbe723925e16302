import { readJson } from "./method.ts";
import { AppResponse, type ResponseAddress, respond } from "./response-urls.ts";
import { type AppAnswer, actorOf, type Stage } from "./stage.ts";

/** What somebody typed, e.g. `/aftercare help` in a channel. */
export type SlashCommand = {
  readonly userId: string;
  readonly channelId: string;
  /** With its slash. */
  readonly command: string;
  readonly text: string;
};

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export async function runCommand(stage: Stage, typed: SlashCommand): Promise<AppAnswer> {
  const { user, team } = actorOf(stage, typed.userId);
  const channel = stage.workspaces.channelIn(team, typed.channelId);
  if (channel === null) throw new Error(`No channel ${typed.channelId}`);
  const { channelId } = channel;
  const address = { channelId, userId: user.userId, originalTs: null };
  const request = stage.line.signedFields({
    token: "not-used",
    team_id: team.teamId,
    team_domain: team.domain,
    channel_id: channelId,
    channel_name: channel.kind === "dm" ? "directmessage" : channel.name,
    user_id: user.userId,
    user_name: user.name,
    command: typed.command,
    text: typed.text,
    api_app_id: team.appId,
    is_enterprise_install: "false",
    response_url: stage.responseUrl(address),
    trigger_id: stage.triggers.make(user),
  });
  const answer = await stage.line.send(request);
  show(stage, address, { command: typed.command, answer });
  return answer;
}

/** The answer to the command itself is text or JSON; a failed one is shown as Slack shows it. */
function show(
  { workspaces }: Stage,
  address: ResponseAddress,
  { command, answer }: { readonly command: string; readonly answer: AppAnswer },
): void {
  if (answer.status !== 200) {
    const reason = answer.status === null ? "operation_timeout" : "dispatch_failed";
    const text = `${command} failed with the error "${reason}"`;
    respond(workspaces, address, AppResponse.parse({ text }));
    return;
  }
  if (answer.body === "") return;
  const response = AppResponse.safeParse(readJson(answer.body));
  const text = answer.body;
  respond(workspaces, address, response.success ? response.data : AppResponse.parse({ text }));
}
