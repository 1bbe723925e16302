import type { AppState, ChatFault } from "../../page-chat-contract.ts";
import type { Chat, ChatChannel } from "../../page-contract.ts";
import type { PageWords } from "../words/page-words.ts";

/** What can be made to go wrong with Slack, in the words of the page. */

type Words = PageWords["chat"];

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
  words: Words,
): readonly TroubleGroup[] {
  const { troubles } = words;
  return [
    { title: troubles.slack, troubles: faultsOf(chat, words) },
    ...(channel === null
      ? []
      : [{ title: troubles.channel(channel.name), troubles: channelTroubles(channel, words) }]),
    { title: troubles.app, troubles: appTroubles(chat.app, words) },
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
export function ailmentsOf(
  chat: Pick<Chat, "faults" | "app" | "channels">,
  { troubles: { signs } }: Words,
): readonly string[] {
  return [
    ...chat.faults.map(({ method, fault: { kind } }) =>
      method === EVERYTHING ? signs[kind] : `${signs[kind]} (${method})`,
    ),
    ...chat.channels.flatMap(({ name, isArchived, hasBot }) => [
      ...(isArchived ? [signs.archived(name)] : []),
      ...(hasBot ? [] : [signs.appGone(name)]),
    ]),
    ...(chat.app === "token_revoked" ? [signs.revoked] : []),
    ...(chat.app === "uninstalled" ? [signs.uninstalled] : []),
  ];
}

function faultsOf(
  { faults }: Pick<Chat, "faults">,
  { troubles: words }: Words,
): readonly Trouble[] {
  const trouble = (name: string, effect: string, at: { method: string; fault: ChatFault }) => ({
    name,
    effect,
    isOn: faults.some((one) => one.method === at.method && one.fault.kind === at.fault.kind),
    turnOn: fault(at.method, at.fault),
    turnOff: fault(at.method, null),
  });
  const all = (wanted: ChatFault) => ({ method: EVERYTHING, fault: wanted });
  return [
    trouble(words.down.name, words.down.effect, all({ kind: "down" })),
    trouble(
      words.slow.name,
      words.slow.effect(SLOW_MS / 1000),
      all({ kind: "slow", delayMs: SLOW_MS }),
    ),
    trouble(
      words.limited.name,
      words.limited.effect(RETRY_AFTER_SECONDS),
      all({ kind: "rate_limited", retryAfterSeconds: RETRY_AFTER_SECONDS }),
    ),
    trouble(words.lost.name, words.lost.effect, { method: POST, fault: { kind: "answer_lost" } }),
  ];
}

function channelTroubles(
  { channelId, isArchived, hasBot }: Pick<ChatChannel, "channelId" | "isArchived" | "hasBot">,
  { troubles: words }: Words,
): readonly Trouble[] {
  return [
    {
      ...words.archived,
      isOn: isArchived,
      turnOn: changed(channelId, { isArchived: true }),
      turnOff: changed(channelId, { isArchived: false }),
    },
    {
      ...words.appGone,
      isOn: !hasBot,
      turnOn: changed(channelId, { hasBot: false }),
      turnOff: changed(channelId, { hasBot: true }),
    },
  ];
}

function appTroubles(state: AppState, { troubles: words }: Words): readonly Trouble[] {
  return [
    {
      ...words.revoked,
      isOn: state === "token_revoked",
      turnOn: appIs("token_revoked"),
      turnOff: appIs("installed"),
    },
    {
      ...words.uninstalled,
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
