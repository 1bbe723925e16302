import { TEAM_ID, type World } from "../../sandbox/world.ts";
import type { RunningPlugin } from "./running-plugin.ts";
import { SUPPORT_CHANNEL } from "./service-desk.ts";

/** What can go wrong with Slack for a while. */
export type SlackTrouble = {
  readonly name: string;
  /** Why sends fail meanwhile, as the log says; null where they all succeed. */
  readonly felt: string | null;
  /** What stood in the channel is left behind there: it may say what is no longer so. */
  readonly losesChannel: boolean;
  begin(world: World): void;
  /** What comes of it once people have acted. */
  goOn(world: World): Promise<void>;
  end(running: RunningPlugin): Promise<void>;
};

const SLOW_MS = 30;

const NOTHING: SlackTrouble = {
  name: "nothing",
  felt: null,
  losesChannel: false,
  begin: () => undefined,
  goOn: async () => undefined,
  end: async () => undefined,
};

/** The first one is none: what the others have to come to. */
export const SLACK_TROUBLES: readonly SlackTrouble[] = [
  NOTHING,
  standing("Slack is down", { felt: "connection_lost", fault: { kind: "down" } }),
  standing("Slack is slow", { felt: null, fault: { kind: "slow", delayMs: SLOW_MS } }),
  standing("answers are lost", { felt: "connection_lost", fault: { kind: "answer_lost" } }),
  standing("Slack asks for patience", {
    felt: "rate_limited",
    fault: { kind: "rate_limited", retryAfterSeconds: 1 },
  }),
  channel("the channel is archived", {
    felt: "is_inactive",
    lost: { isArchived: true },
    back: { isArchived: false },
  }),
  channel("the app is removed from the channel", {
    felt: "not_in_channel",
    lost: { hasBot: false },
    back: { hasBot: true },
  }),
  {
    ...NOTHING,
    name: "the token is revoked",
    felt: "token_revoked",
    begin: ({ slack }) => slack.revokeToken(TEAM_ID),
    end: reinstall,
  },
  {
    ...NOTHING,
    name: "the app is uninstalled",
    felt: "slack_not_installed",
    // What people did a moment before is still on its way when Slack tells of the removal.
    begin: ({ slack }) => slack.revokeToken(TEAM_ID),
    async goOn({ slack }) {
      await slack.tellRemoval(TEAM_ID, "tokens_revoked");
      await slack.tellRemoval(TEAM_ID, "app_uninstalled");
    },
    end: reinstall,
  },
];

function standing(
  name: string,
  { felt, fault }: Pick<SlackTrouble, "felt"> & { readonly fault: StandingFault },
): SlackTrouble {
  return {
    ...NOTHING,
    name,
    felt,
    begin: ({ slack }) => slack.faults.stand("*", fault),
    end: async ({ world }) => world.slack.faults.clear(),
  };
}

type StandingFault = NonNullable<Parameters<World["slack"]["faults"]["stand"]>[1]>;
type ChannelChange = Parameters<World["slack"]["changeChannel"]>[1];

function channel(
  name: string,
  of: Pick<SlackTrouble, "felt"> & { readonly lost: ChannelChange; readonly back: ChannelChange },
): SlackTrouble {
  return {
    ...NOTHING,
    name,
    felt: of.felt,
    losesChannel: true,
    begin: ({ slack }) => slack.changeChannel(SUPPORT_CHANNEL, of.lost),
    end: async ({ world }) => world.slack.changeChannel(SUPPORT_CHANNEL, of.back),
  };
}

async function reinstall({ world, connect }: RunningPlugin): Promise<void> {
  world.slack.restoreToken(TEAM_ID);
  await connect();
}
