import type { AppState, ChatFault } from "../../page-chat-contract.ts";
import type { Chat, ChatChannel } from "../../page-contract.ts";

/** What can be made to go wrong with Slack, in the words of the page. */

const POST = "chat.postMessage";
const EVERYTHING = "*";
const SLOW_MS = 4_000;
const RETRY_AFTER_SECONDS = 30;

export type Ask = { readonly path: string; readonly body: object };
export type Trouble = {
  readonly name: string;
  /** One sentence: what it does. */
  readonly effect: string;
  readonly isOn: boolean;
  readonly turnOn: Ask;
  readonly turnOff: Ask;
};
export type TroubleGroup = { readonly title: string; readonly troubles: readonly Trouble[] };

export function troublesOf(
  chat: Pick<Chat, "faults" | "app">,
  channel: Pick<ChatChannel, "channelId" | "name" | "isArchived" | "hasBot"> | null,
): readonly TroubleGroup[] {
  return [
    { title: "What if Slack …", troubles: faultsOf(chat) },
    ...(channel === null
      ? []
      : [{ title: `What if #${channel.name} …`, troubles: channelTroubles(channel) }]),
    { title: "What if the app …", troubles: appTroubles(chat.app) },
  ];
}

/** What makes everything well: nothing is asked that is well already. */
export function curesOf(chat: Pick<Chat, "faults" | "app" | "channels">): readonly Ask[] {
  const broken = chat.channels.filter(({ isArchived, hasBot }) => isArchived || !hasBot);
  return [
    ...chat.faults.map(({ method }) => fault(method, null)),
    ...broken.map(({ channelId }) => changed(channelId, { isArchived: false, hasBot: true })),
    ...(chat.app === "installed" ? [] : [appIs("installed")]),
  ];
}

/** What is wrong now, each in a few words. */
export function ailmentsOf(chat: Pick<Chat, "faults" | "app" | "channels">): readonly string[] {
  return [
    ...chat.faults.map(({ method, fault: { kind } }) =>
      method === EVERYTHING ? FAULT_WORDS[kind] : `${FAULT_WORDS[kind]} (${method})`,
    ),
    ...chat.channels.flatMap(({ name, isArchived, hasBot }) => [
      ...(isArchived ? [`#${name} is archived`] : []),
      ...(hasBot ? [] : [`The app is not in #${name}`]),
    ]),
    ...(chat.app === "token_revoked" ? ["The app's token is revoked"] : []),
    ...(chat.app === "uninstalled" ? ["The app is uninstalled"] : []),
  ];
}

const FAULT_WORDS: Readonly<Record<ChatFault["kind"], string>> = {
  down: "Slack is down",
  slow: "Slack is slow",
  answer_lost: "Answers get lost",
  rate_limited: "Slack asks the app to wait",
};

function faultsOf({ faults }: Pick<Chat, "faults">): readonly Trouble[] {
  const trouble = (name: string, effect: string, at: { method: string; fault: ChatFault }) => ({
    name,
    effect,
    isOn: faults.some((one) => one.method === at.method && one.fault.kind === at.fault.kind),
    turnOn: fault(at.method, at.fault),
    turnOff: fault(at.method, null),
  });
  const all = (wanted: ChatFault) => ({ method: EVERYTHING, fault: wanted });
  return [
    trouble(
      "is down",
      "Every call of the app fails before it has any effect.",
      all({ kind: "down" }),
    ),
    trouble(
      "is slow",
      `Every answer takes ${SLOW_MS / 1000} seconds.`,
      all({ kind: "slow", delayMs: SLOW_MS }),
    ),
    trouble(
      "says: not so fast",
      `Every call is refused with the request to wait ${RETRY_AFTER_SECONDS} seconds.`,
      all({ kind: "rate_limited", retryAfterSeconds: RETRY_AFTER_SECONDS }),
    ),
    trouble(
      "loses the answer after posting",
      "A message is posted, but the app does not learn of it and must not post it twice.",
      { method: POST, fault: { kind: "answer_lost" } },
    ),
  ];
}

function channelTroubles({
  channelId,
  isArchived,
  hasBot,
}: Pick<ChatChannel, "channelId" | "isArchived" | "hasBot">): readonly Trouble[] {
  return [
    {
      name: "is archived",
      effect: "Nobody can write here, the app neither.",
      isOn: isArchived,
      turnOn: changed(channelId, { isArchived: true }),
      turnOff: changed(channelId, { isArchived: false }),
    },
    {
      name: "has lost the app",
      effect: "The app was removed from this channel and may not write here.",
      isOn: !hasBot,
      turnOn: changed(channelId, { hasBot: false }),
      turnOff: changed(channelId, { hasBot: true }),
    },
  ];
}

function appTroubles(state: AppState): readonly Trouble[] {
  return [
    {
      name: "has its token revoked",
      effect: "The token opens nothing any more, and the app learns of it by its next call.",
      isOn: state === "token_revoked",
      turnOn: appIs("token_revoked"),
      turnOff: appIs("installed"),
    },
    {
      name: "is uninstalled",
      effect: "The workspace removes the app and tells it so; what is due waits for its return.",
      isOn: state === "uninstalled",
      turnOn: appIs("uninstalled"),
      turnOff: appIs("installed"),
    },
  ];
}

const fault = (method: string, wanted: ChatFault | null): Ask => ({
  path: "/sandbox/slack-fault",
  body: { method, fault: wanted },
});
const changed = (channelId: string, change: object): Ask => ({
  path: "/sandbox/channel",
  body: { channelId, ...change },
});
const appIs = (state: AppState): Ask => ({ path: "/sandbox/slack-app", body: { state } });
