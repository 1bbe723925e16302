import type { Logger } from "../../src/ports/logger.ts";
import type { TimeSource } from "../../src/ports/time-source.ts";
import { openHome, type Reaction, react, sendEvent } from "./events.ts";
import { createFaults, type Faults } from "./faults.ts";
import { API_PATH, AUTHORIZE_PATH, listen } from "./http-server.ts";
import { createInstalls, type InstallOptions } from "./installs.ts";
import type { LocalEphemeral, LocalMessage } from "./message-store.ts";
import {
  closeView,
  submissionPayload,
  submitView,
  type ViewClosing,
  type ViewOutcome,
  type ViewSubmission,
} from "./modal.ts";
import { type ObservedCall, observedApi } from "./observed-api.ts";
import { type Press, pressPayload, type ViewPress } from "./press.ts";
import { createRateLimits, type RateLimitKind } from "./rate-limits.ts";
import { type RemovalEvent, removalEvent } from "./removal.ts";
import { createResponseUrls, type ResponseAddress } from "./response-urls.ts";
import { type Saying, say } from "./say.ts";
import { createSelections, type StateValues } from "./selections.ts";
import { type MessageShortcut, runShortcut } from "./shortcut.ts";
import type { SignedRequest } from "./signed-request.ts";
import { runCommand, type SlashCommand } from "./slash-command.ts";
import { type AppAnswer, createLine, type Stage } from "./stage.ts";
import type { TokenEnd } from "./teams.ts";
import { createTriggers } from "./triggers.ts";
import { createViews, type LocalView } from "./views.ts";
import { createWebApi, type ReceivedCall } from "./web-api.ts";
import {
  type Change,
  createWorkspaces,
  type LocalChannel,
  type LocalTeam,
  type LocalUser,
  type NewChannel,
  type NewUser,
  type Workspaces,
} from "./workspace.ts";

/**
 * A Slack on this machine: the Web API methods that Aftercare uses over real HTTP, its installation,
 * what people do in it as signed requests, and the answers to those. It listens on the loopback
 * address only.
 */
export type LocalSlackOptions = InstallOptions & {
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly signingSecret: string;
  /** Where the app hears of everything; asked every time, because the plugin may start later. */
  readonly interactivityUrl: () => string;
  readonly teams: readonly LocalTeam[];
  readonly users: readonly NewUser[];
  readonly channels: readonly NewChannel[];
  readonly rateLimits?: RateLimitKind;
  /** Real time by default: limits and triggers go by it, however the time source is moved. */
  readonly elapsedMs?: () => number;
  /** Most messages in one answer of the history. */
  readonly historyLimit?: number;
  /** Slack may drop metadata whose type no manifest declares. */
  readonly dropsMetadata?: boolean;
  readonly port?: number;
  /** Hears of every call of the Web API when it has been answered. */
  readonly onCall?: (call: ObservedCall) => void;
};

/** What people do. Each throws when there is no such person, place or thing. */
type Doings = {
  /** Uses an element in a message; the status of the app's answer, null without one. */
  press(press: Press): Promise<number | null>;
  /** Uses an element of a message, a modal or the Home tab. */
  use(press: Press | ViewPress): Promise<AppAnswer>;
  /** The request that a press, or a form that is sent, would make. */
  requestOf(doing: Press | ViewPress | ViewSubmission): SignedRequest;
  submitView(submission: ViewSubmission): Promise<ViewOutcome>;
  /** Null when the app does not want to know. */
  closeView(closing: ViewClosing): Promise<AppAnswer | null>;
  runCommand(typed: SlashCommand): Promise<AppAnswer>;
  runShortcut(chosen: MessageShortcut): Promise<AppAnswer>;
  openHome(userId: string): Promise<AppAnswer>;
  /** Null when the person has reacted so before. */
  react(reaction: Reaction): Promise<AppAnswer | null>;
  say(saying: Saying): LocalMessage;
};

/** What an administrator does. */
type Removals = {
  /** Only tells that the app was removed from a workspace; the status of the plugin's answer. */
  tellRemoval(teamId: string, event: RemovalEvent): Promise<number | null>;
  /** The token is worth nothing from now on; nobody is told. */
  revokeToken(teamId: string): void;
  /** Why the app cannot do anything in a workspace; null while it can. */
  endOf(teamId: string): TokenEnd | null;
  /** Ends a revocation or a removal; nobody is told. */
  restoreToken(teamId: string): void;
  /** Removes the app and tells of it, in the given order; the statuses of the answers. */
  uninstall(teamId: string, order?: readonly RemovalEvent[]): Promise<readonly (number | null)[]>;
};

export type LocalSlack = Doings &
  Removals & {
    /** For `slackApiUrl` of the clients. */
    readonly apiUrl: string;
    /** Where a browser begins to install the app. */
    readonly authorizeUrl: string;
    readonly faults: Faults;
    teams(): readonly LocalTeam[];
    /** Channels and direct messages. */
    channels(): readonly LocalChannel[];
    users(): readonly LocalUser[];
    /** Oldest first. */
    messages(channelId: string): readonly LocalMessage[];
    /** What one person was told alone, oldest first. */
    ephemerals(channelId: string, userId: string): readonly LocalEphemeral[];
    /** The open modals of a person, the shown one last. */
    modals(userId: string): readonly LocalView[];
    /** What the app shows a person in its Home tab. */
    home(userId: string): LocalView | null;
    /** What is filled in, by `block_id` and `action_id`. */
    stateOf(view: LocalView): StateValues;
    changeChannel(channelId: string, change: Partial<NewChannel>): void;
    deleteChannel(channelId: string): void;
    changeUser(userId: string, change: Partial<Omit<LocalUser, "userId" | "teamId">>): void;
    /** The latest calls of the Web API, oldest first. */
    calls(): readonly ReceivedCall[];
    on(event: "change", listener: (change: Change) => void): () => void;
    stop(): Promise<void>;
  };

const HISTORY_LIMIT = 999;
const UNLISTED_HISTORY_LIMIT = 15;
const USUAL_ORDER: readonly RemovalEvent[] = ["tokens_revoked", "app_uninstalled"];

export async function createLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const workspaces = createWorkspaces(options);
  const faults = createFaults(workspaces.changed);
  const rateLimits = options.rateLimits ?? "marketplace";
  const elapsedMs = options.elapsedMs ?? (() => performance.now());
  const usualLimit = rateLimits === "unlisted" ? UNLISTED_HISTORY_LIMIT : HISTORY_LIMIT;
  const parts = { workspaces, ...createSurfaces(workspaces, elapsedMs), line: lineOf(options) };
  const installs = createInstalls(workspaces, options);
  const responseUrls = createResponseUrls(workspaces);
  const told = new Set<Promise<unknown>>();
  const webApi = createWebApi({
    ...parts,
    installs,
    faults,
    limits: createRateLimits(rateLimits, elapsedMs),
    historyLimit: options.historyLimit ?? usualLimit,
    dropsMetadata: options.dropsMetadata ?? false,
    onRevoked: (team) => {
      const telling = tell(parts, team, "tokens_revoked").finally(() => told.delete(telling));
      told.add(telling);
    },
  });
  const observed = observedApi(webApi, options.onCall);
  const server = await listen({ webApi: observed, responseUrls, installs }, options);
  const responseUrl = (address: ResponseAddress) => `${server.origin}${responseUrls.make(address)}`;
  return {
    ...whatIsThere(parts),
    ...doings({ ...parts, responseUrl }),
    ...removals(parts),
    apiUrl: `${server.origin}${API_PATH}`,
    authorizeUrl: `${server.origin}${AUTHORIZE_PATH}`,
    faults,
    calls: webApi.calls,
    stop: async () => {
      await server.stop();
      await Promise.all(told);
    },
  };
}

type Parts = Omit<Stage, "responseUrl">;

function createSurfaces(workspaces: Workspaces, elapsedMs: () => number) {
  const selections = createSelections(workspaces.changed);
  const views = createViews(workspaces, selections);
  return { selections, views, triggers: createTriggers(elapsedMs) };
}

function lineOf({ signingSecret, interactivityUrl, timeSource, logger }: LocalSlackOptions) {
  return createLine({ signingSecret, url: interactivityUrl, now: () => timeSource.now(), logger });
}

function whatIsThere({ workspaces, views, selections }: Parts) {
  const { teams, channels, users, messages, ephemerals, on } = workspaces;
  const { changeChannel, deleteChannel, changeUser, person } = workspaces;
  return {
    ...{ teams, channels, users, messages, ephemerals, on },
    ...{ changeChannel, deleteChannel, changeUser },
    modals: (userId: string) => views.modals(person(userId)),
    home: (userId: string) => views.home(person(userId)),
    stateOf: ({ viewId, content }: LocalView) => selections.valuesOf(viewId, content.blocks),
  };
}

function doings(stage: Stage): Doings {
  const { line } = stage;
  const requestOf = (doing: Press | ViewPress | ViewSubmission) =>
    line.signedForm(
      "actionId" in doing ? pressPayload(stage, doing) : submissionPayload(stage, doing),
    );
  const use = async (press: Press | ViewPress) => line.send(requestOf(press));
  return {
    requestOf,
    use,
    press: async (press) => (await use(press)).status,
    submitView: (submission) => submitView(stage, submission),
    closeView: (closing) => closeView(stage, closing),
    runCommand: (typed) => runCommand(stage, typed),
    runShortcut: (chosen) => runShortcut(stage, chosen),
    openHome: (userId) => openHome(stage, userId),
    react: (reaction) => react(stage, reaction),
    say: (saying) => say(stage.workspaces, saying),
  };
}

function removals(parts: Parts): Removals {
  const { workspaces } = parts;
  const teamOf = (teamId: string) => {
    const team = workspaces.team(teamId);
    if (team === null) throw new Error(`There is no workspace ${teamId}`);
    return team;
  };
  return {
    tellRemoval: async (teamId, event) => (await tell(parts, teamOf(teamId), event)).status,
    revokeToken: (teamId) => workspaces.endToken(teamId, "token_revoked"),
    endOf: workspaces.endOf,
    restoreToken: workspaces.restoreToken,
    async uninstall(teamId, order = USUAL_ORDER) {
      workspaces.endToken(teamId, "account_inactive");
      const statuses: (number | null)[] = [];
      for (const event of order) statuses.push((await tell(parts, teamOf(teamId), event)).status);
      return statuses;
    },
  };
}

function tell(parts: Parts, team: LocalTeam, event: RemovalEvent): Promise<AppAnswer> {
  return sendEvent(parts, team, removalEvent(event, team, parts.workspaces.nextTs()));
}
