import type { LocalSlack } from "./local-slack/create-local-slack.ts";
import type { AppAnswer } from "./local-slack/stage.ts";
import type {
  AppChange,
  ChannelChange,
  ChatFaultSwitch,
  HomeVisit,
  MessageShortcut,
  Press,
  Saying,
  SlashCommand,
  ViewClose,
  ViewResult,
  ViewSubmit,
} from "./page-chat-contract.ts";
import type { ChangeOutcome } from "./sandbox-deps.ts";

/** What the page does in the chat; each resolves when the plugin has answered. */
export type ChatDeps = {
  /** As one person; the same for a modal and the Home tab. */
  press(press: Press): Promise<ChangeOutcome>;
  submitView(
    submit: ViewSubmit,
  ): Promise<
    { readonly ok: true; readonly view: ViewResult } | (ChangeOutcome & { readonly ok: false })
  >;
  closeView(close: ViewClose): Promise<ChangeOutcome>;
  runCommand(command: SlashCommand): Promise<ChangeOutcome>;
  runShortcut(shortcut: MessageShortcut): Promise<ChangeOutcome>;
  say(saying: Saying): Promise<ChangeOutcome>;
  openHome(visit: HomeVisit): Promise<ChangeOutcome>;
  switchChatFault(fault: ChatFaultSwitch): Promise<ChangeOutcome>;
  changeChannel(change: ChannelChange): Promise<ChangeOutcome>;
  /** What an administrator does with the app. */
  changeApp(change: AppChange): Promise<ChangeOutcome>;
};

/** `reconnect` lets the plugin know again the workspace from which it was removed. */
export function createChatDeps(slack: LocalSlack, reconnect: () => Promise<void>): ChatDeps {
  return {
    changeApp: ({ state }) => told(() => changeApp({ slack, reconnect }, state)),
    press: (press) => told(() => slack.use(press)),
    submitView: (submit) => submitView(slack, submit),
    closeView: (close) => told(() => slack.closeView(close)),
    runCommand: (command) => told(() => slack.runCommand(command)),
    runShortcut: (shortcut) => told(() => slack.runShortcut(shortcut)),
    openHome: ({ userId }) => told(() => slack.openHome(userId)),
    say: ({ threadTs, ...saying }) =>
      told(async () => {
        slack.say({ ...saying, threadTs: threadTs ?? undefined });
        return null;
      }),
    switchChatFault: ({ method, fault }) =>
      told(async () => {
        slack.faults.stand(method, fault);
        return null;
      }),
    changeChannel: ({ channelId, isArchived, hasBot }) =>
      told(async () => {
        slack.changeChannel(channelId, {
          ...(isArchived === undefined ? {} : { isArchived }),
          ...(hasBot === undefined ? {} : { hasBot }),
        });
        return null;
      }),
  };
}

async function changeApp(
  { slack, reconnect }: { readonly slack: LocalSlack; reconnect(): Promise<void> },
  state: AppChange["state"],
): Promise<null> {
  const [team] = slack.teams();
  if (team === undefined) throw new Error("There is no workspace");
  // From one loss to another the app comes back first, so that the second is a real one.
  slack.restoreToken(team.teamId);
  switch (state) {
    case "installed":
      await reconnect();
      break;
    case "token_revoked":
      slack.revokeToken(team.teamId);
      break;
    case "uninstalled":
      await slack.uninstall(team.teamId);
      break;
  }
  return null;
}

/** The local Slack throws when what somebody wants to use is not there; null when nobody was told. */
async function told(act: () => Promise<AppAnswer | null>): Promise<ChangeOutcome> {
  try {
    const answer = await act();
    return answer === null || answer.status === 200 ? { ok: true } : refused(answer);
  } catch (error) {
    return { ok: false, reason: "unknown", message: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message}.` : String(error);
}

function refused({ status }: AppAnswer): ChangeOutcome & { readonly ok: false } {
  const answer = status === null ? "did not answer" : `answered with ${status}`;
  return { ok: false, reason: "refused", message: `The plugin ${answer}.` };
}

async function submitView(
  slack: LocalSlack,
  submit: ViewSubmit,
): ReturnType<ChatDeps["submitView"]> {
  try {
    const outcome = await slack.submitView(submit);
    if (outcome.result === "failed") {
      return { ok: false, reason: "refused", message: `The form failed: ${outcome.problem}.` };
    }
    const errors = outcome.result === "errors" ? { ...outcome.errors } : {};
    return { ok: true, view: { result: outcome.result, errors } };
  } catch (error) {
    return { ok: false, reason: "unknown", message: wordsOf(error) };
  }
}
