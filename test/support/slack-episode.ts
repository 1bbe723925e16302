import { expect, vi } from "vitest";
import { createCardProxy } from "../../sandbox/card-proxy.ts";
import type { LocalPortal } from "../../sandbox/local-crm/local-portal.ts";
import type { SignedRequest } from "../../sandbox/local-slack/signed-request.ts";
import { APP_ID, CLIENT_SECRET, PUBLIC_BASE_URL } from "../../sandbox/world.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { atRest } from "./at-rest.ts";
import type { ActsMade } from "./every-case-is-told.ts";
import { officePolicy } from "./policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "./running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL, urgentTicket } from "./service-desk.ts";
import type { SlackTrouble } from "./slack-troubles.ts";

/** A Tuesday, 10:00 in Berlin; nobody here has quiet hours. */
const START = Date.parse("2026-06-09T10:00:00+02:00");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LOOK_FOR_MS = 30_000;
/** The longest wait of a send is a quarter of an hour. */
const PAST_THE_WAITS = 20 * MINUTE;

export const FALLBACK_CHANNEL = "C0PARTS0001";
export const DEPUTY = { name: "Ya-Ting Lin", email: "ya-ting@example.com" };
export const QUESTION = "Which firmware does it run?";
export const REPLY = "Version 7.1";

/** One ticket for each thing that is done while there is trouble. */
export const ACTIONS = [
  "opens",
  "taken",
  "resolved",
  "handed",
  "asked",
  "snoozed",
  "climbs",
  "closed",
] as const;
export type Action = (typeof ACTIONS)[number];
/** Those that need a case before the trouble; the other opens in it. */
const READY = ACTIONS.filter((action) => action !== "opens");

/** What people did, and what became of it. */
export type Episode = {
  readonly running: RunningPlugin;
  readonly ticketOf: (action: Action) => string;
  readonly acts: ActsMade;
  readonly lostTs: ReadonlySet<string>;
  /** How the plugin answered those who acted. */
  readonly statuses: readonly number[];
};

/** An hour for a first answer, an hour until the second level, then nothing for long. */
function deskPolicy(): Policy {
  const { departments } = officePolicy();
  return officePolicy({
    targets: [{ clock: "first_response", durationMinutes: 60, calendarId: "always" }],
    caseTriggers: { warnings: false },
    routes: [{ department: "support" }],
    departments: departments.map((one) => ({
      ...one,
      language: "en",
      ...(one.id === "support" && { deputies: [DEPUTY], fallbackChannelId: FALLBACK_CHANNEL }),
    })),
    ladders: [
      {
        id: "support",
        department: "support",
        levels: [
          { tell: ["lead"], waitMinutes: 60 },
          { tell: ["deputies"], waitMinutes: 6_000 },
        ],
      },
    ],
  });
}

/** All that people do happens while there is trouble; resolves when it is over and the plugin at rest. */
export async function playEpisode(trouble: SlackTrouble): Promise<Episode> {
  const running = await runPlugin({
    startAt: START,
    policy: deskPolicy(),
    prepare: (world) => addPortal(world, PORTAL_ID),
  });
  const tickets = await openCases(running);
  const ticketOf = (action: Action) => tickets.get(action) ?? "";
  const requests = await requestsOf(running, ticketOf);
  const standing = running.world.slack.messages(SUPPORT_CHANNEL).map(({ ts }) => ts);
  const lostTs = new Set(trouble.losesChannel ? standing : []);
  const from = running.lines.length;
  trouble.begin(running.world);
  const statuses = await act(running, ticketOf, requests);
  await trouble.goOn(running.world);
  await waitOut(running, { ticketOf, from });
  await trouble.end(running);
  await recover(running);
  const acts = [
    `${ticketOf("taken")} acknowledged`,
    `${ticketOf("resolved")} resolved`,
    `${ticketOf("handed")} handed_over`,
    `${ticketOf("asked")} asked_back`,
    `${ticketOf("asked")} answered`,
    `${ticketOf("snoozed")} snoozed`,
  ];
  return { running, ticketOf, acts, lostTs, statuses };
}

async function openCases(running: RunningPlugin): Promise<ReadonlyMap<Action, string>> {
  const portal = portalOf(running);
  const tickets = new Map<Action, string>(READY.map((action) => [action, urgentTicket(portal)]));
  await running.settled();
  running.time.advance(61 * MINUTE);
  await running.settled();
  tickets.set("opens", urgentTicket(portal));
  await running.settled();
  return tickets;
}

const portalOf = ({ world }: RunningPlugin): LocalPortal => world.crm.portal(PORTAL_ID);

/** Everybody has the message or the form on the screen when the trouble begins. */
async function requestsOf(
  { world: { slack }, time }: RunningPlugin,
  ticketOf: (action: Action) => string,
): Promise<readonly SignedRequest[]> {
  const on = (action: Action) => {
    const text = `:${ticketOf(action)}-1`;
    const found = slack
      .messages(SUPPORT_CHANNEL)
      .find(({ blocks }) => JSON.stringify(blocks).includes(`"${PORTAL_ID}${text}"`));
    return { channelId: SUPPORT_CHANNEL, ts: found?.ts ?? "" };
  };
  const formOf = async (action: Action, actionId: string, userId: string) => {
    await slack.press({ ...on(action), actionId, userId });
    const viewId = await vi.waitFor(() => {
      const view = slack.modals(userId).at(-1);
      if (view === undefined) throw new Error(`${actionId} has opened no form`);
      return view.viewId;
    }, LOOK_FOR_MS);
    return { viewId, userId };
  };
  const saying = (text: string) => ({ text: { value: text } });
  const hand = await formOf("handed", "case_hand_over", "U0MEILING1");
  const ask = await formOf("asked", "case_ask_back", "U0LIWEI001");
  const snooze = await formOf("snoozed", "case_snooze", "U0PRIYA001");
  const until = String(Math.floor((time.now() + 20 * 60 * MINUTE) / SECOND));
  return [
    slack.requestOf({ ...on("taken"), actionId: "case_take", userId: "U0JONAS001" }),
    slack.requestOf({ ...on("resolved"), actionId: "case_resolve", userId: "U0JONAS001" }),
    slack.requestOf({
      ...hand,
      values: { department: { value: "relations" }, ...saying("They know the customer") },
    }),
    slack.requestOf({ ...ask, values: saying(QUESTION) }),
    slack.requestOf({
      ...snooze,
      values: { until: { value: "other" }, at: { value: until }, ...saying("Parts come tomorrow") },
    }),
  ];
}

async function act(
  running: RunningPlugin,
  ticketOf: (action: Action) => string,
  requests: readonly SignedRequest[],
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const { body, headers } of requests) {
    const target = `${running.url}/slack/events`;
    statuses.push((await fetch(target, { method: "POST", body, headers })).status);
  }
  portalOf(running).updateTicket(ticketOf("closed"), { hs_pipeline_stage: "4" });
  const answered = await cardOf(running)({
    requestUri: `${PUBLIC_BASE_URL}/api/card/ticket/answer?objectId=${ticketOf("asked")}&language=en`,
    method: "POST",
    requestHeaders: {},
    requestTimeoutMillis: null,
    requestBody: { actKey: "answer-0001", caseId: `${ticketOf("asked")}-1`, text: REPLY },
  });
  return [...statuses, answered.status];
}

function cardOf(running: RunningPlugin) {
  return createCardProxy({
    publicBaseUrl: PUBLIC_BASE_URL,
    pluginUrl: () => running.url,
    clientSecret: CLIENT_SECRET,
    permittedUrls: [PUBLIC_BASE_URL],
    portalId: PORTAL_ID,
    appId: Number(APP_ID),
    user: { userId: 7, email: "rep@example.com" },
    now: () => running.time.now(),
  });
}

/** The new case opens, the old one climbs, and the plugin has tried to tell of everything. */
async function waitOut(
  running: RunningPlugin,
  { ticketOf, from }: { readonly ticketOf: (action: Action) => string; readonly from: number },
): Promise<void> {
  await running.world.crm.webhooks.idle();
  await tried(running, from, READY.filter((action) => action !== "climbs").map(ticketOf));
  running.time.advance(61 * MINUTE);
  await tried(running, from, [ticketOf("opens"), ticketOf("climbs")]);
}

/** Resolves when a send of the message of each of these tickets' cases has ended, well or not, since `from`. */
async function tried(
  running: RunningPlugin,
  from: number,
  ticketIds: readonly string[],
): Promise<void> {
  await vi.waitFor(
    async () => {
      await running.plugin.wake();
      const sends = running.lines.slice(from).map(({ fields }) => fields["send"]);
      const wanted = ticketIds.map((ticketId) => `case_message:${ticketId}-1`);
      expect(sends).toEqual(expect.arrayContaining(wanted));
    },
    { timeout: LOOK_FOR_MS },
  );
}

/** Time goes on until nothing waits. */
async function recover(running: RunningPlugin): Promise<void> {
  running.time.advance(PAST_THE_WAITS);
  await atRest(running, 5 * SECOND);
}
