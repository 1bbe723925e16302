import express from "express";
import { createSlackApp } from "../../../src/adapters/slack/create-slack-app.ts";
import type { CaseAnswer } from "../../../src/app/escalation/act-on-case.ts";
import type { CasePress } from "../../../src/app/escalation/press-case.ts";
import type { SlackRemoval } from "../../../src/app/portals/forget-slack.ts";
import type { CaseNotice } from "../../../src/ports/notifier.ts";
import { caseRow } from "../../support/escalation-cases.ts";
import { listen } from "../../support/listen.ts";
import { noUseCases } from "../../support/no-use-cases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import {
  CHANNEL_ID,
  installations,
  NOW,
  noticeOf,
  notifierFor,
  SIGNING_SECRET,
  startLocalSlack,
} from "./slack-under-test.ts";

/** Notes a press, as the use case does. */
export type OnPress = (press: CasePress) => Promise<CaseAnswer>;

export type PressWorld = Awaited<ReturnType<typeof startPressWorld>>;

/** Bolt in an express app, a local Slack that sends presses to it, and one message with buttons. */
export async function startPressWorld(
  onPress: OnPress,
  options: { readonly slowAfterMs?: number; readonly notice?: Partial<CaseNotice> } = {},
) {
  let now = NOW;
  const timeSource = { now: () => now };
  const logger = createRecordingLogger();
  const removals: SlackRemoval[] = [];
  const address = { interactivityUrl: "" };
  const slack = await startLocalSlack({
    timeSource,
    interactivityUrl: () => address.interactivityUrl,
  });
  const deps: Parameters<typeof createSlackApp>[0] = {
    signingSecret: SIGNING_SECRET,
    installations,
    useCases: {
      ...noUseCases,
      pressCase: async (press) => ({
        answer: await onPress(press),
        by: press.by.name,
        departmentNames: {},
      }),
    },
    onRemoval: async (removal) => void removals.push(removal),
    logger,
    timeSource,
    ...(options.slowAfterMs === undefined ? {} : { slowAfterMs: options.slowAfterMs }),
  };
  const slackApp = createSlackApp(deps, { slackApiUrl: slack.apiUrl });
  const app = express();
  app.use(slackApp.router);
  app.use(express.json());
  app.post("/later", (request, response) => void response.json(request.body));
  const server = await listen(app);
  address.interactivityUrl = `${server.url}/slack/events`;
  await notifierFor(slack).post(noticeOf(options.notice));
  const ts = slack.messages(CHANNEL_ID)[0]?.ts ?? "";
  return {
    slack,
    slackApp,
    removals,
    logger,
    url: server.url,
    pressOf: (actionId: string, userId = "U0000000001") => ({
      channelId: CHANNEL_ID,
      ts,
      actionId,
      userId,
    }),
    press: (actionId: string, userId = "U0000000001") =>
      slack.press({ channelId: CHANNEL_ID, ts, actionId, userId }),
    /** Sends a request as it is; the status of the answer. */
    async send(request: { readonly body: string; readonly headers: Record<string, string> }) {
      const response = await fetch(address.interactivityUrl, { method: "POST", ...request });
      return response.status;
    },
    answers: (userId = "U0000000001") =>
      slack.ephemerals(CHANNEL_ID, userId).map((ephemeral) => ephemeral.text),
    moveTime(ms: number): void {
      now += ms;
    },
    async stop(): Promise<void> {
      await slackApp.stop();
      await server.close();
      await slack.stop();
    },
  };
}

/** One open case; the first who takes it has it, and the same press told twice counts once. */
export function openCase(): OnPress & { readonly presses: CasePress[] } {
  const presses: CasePress[] = [];
  let escalation = caseRow({
    caseId: "77-1",
    ticketId: "77",
    department: "service",
    openedAt: NOW,
  });
  const onPress = async (press: CasePress): Promise<CaseAnswer> => {
    presses.push(press);
    if (press.portalId !== "1001" || press.caseId !== "77-1") return { outcome: "not_found" };
    const { detail, by } = press;
    const { act } = detail;
    if (act !== "acknowledged" && act !== "resolved") throw new Error(`nobody presses ${act}`);
    const isTaken = escalation.state === "acknowledged" && act === "acknowledged";
    if (escalation.endedAt !== null || isTaken) return { outcome: "already", escalation };
    escalation = {
      ...escalation,
      state: act,
      endedAt: act === "resolved" ? NOW : null,
      steps: [...escalation.steps, { act, by: by.name, at: NOW, reason: null }],
    };
    return { outcome: "done", escalation };
  };
  return Object.assign(onPress, { presses });
}
