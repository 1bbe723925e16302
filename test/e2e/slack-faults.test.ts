import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repliesOf, rootsOf, textOf, untoldOf } from "../support/every-case-is-told.ts";
import { PORTAL_ID } from "../support/running-plugin.ts";
import {
  type Action,
  DEPUTY,
  type Episode,
  playEpisode,
  QUESTION,
  REPLY,
} from "../support/slack-episode.ts";
import { SLACK_TROUBLES } from "../support/slack-troubles.ts";

const SLOWEST_EPISODE_MS = 180_000;

/** What has to stand in Slack once the trouble is over, whatever it was. */
const EXPECTED: readonly {
  readonly action: Action;
  readonly name: string;
  readonly state: string;
  /** Who acted is named by the short name where Slack could not be asked for the other. */
  readonly says: string | RegExp;
  readonly inThread: readonly string[];
}[] = [
  {
    action: "opens",
    name: "a new case is posted",
    state: "open",
    says: "Waiting for somebody to take it",
    inThread: [],
  },
  {
    action: "taken",
    name: "a case is taken",
    state: "acknowledged",
    says: /Taken by (?:jonas|Jonas Weck)/,
    inThread: [],
  },
  {
    action: "resolved",
    name: "a case is resolved",
    state: "resolved",
    says: /Resolved by (?:jonas|Jonas Weck)/,
    inThread: [],
  },
  {
    action: "handed",
    name: "a case is handed over",
    state: "handed_over",
    says: "Handed over to Customer relations, where nobody has taken it yet",
    inThread: [],
  },
  {
    action: "asked",
    name: "somebody asks back and is answered",
    state: "acknowledged",
    says: /Taken by (?:li-wei|Li Wei|Wei Li)/,
    inThread: [QUESTION, REPLY],
  },
  {
    action: "snoozed",
    name: "a case is snoozed",
    state: "acknowledged",
    says: /Snoozed by (?:priya|Priya Nair) until/,
    inThread: [],
  },
  {
    action: "climbs",
    name: "the second level is told",
    state: "open",
    says: "Level 2 of 2 was told: ",
    inThread: ["Level 2: nobody has taken this case yet"],
  },
  {
    action: "closed",
    name: "the ticket is closed",
    state: "resolved",
    says: "Resolved: ",
    inThread: [],
  },
];

describe.each(SLACK_TROUBLES)("after a time in which $name", (trouble) => {
  let episode: Episode;
  beforeAll(async () => {
    episode = await playEpisode(trouble);
  }, SLOWEST_EPISODE_MS);
  afterAll(() => episode?.running.stop());

  const found = async (action: Action, suffix = "1") => {
    const caseId = `${episode.ticketOf(action)}-${suffix}`;
    const { store } = episode.running.plugin;
    return { caseId, escalation: await store.escalations.find(PORTAL_ID, caseId) };
  };

  it("has been felt, and no press was lost to it", () => {
    const { lines } = episode.running;
    if (trouble.felt === null) {
      expect(lines.map(({ message }) => message)).not.toContain("Slack did not do it");
    } else {
      expect(lines.map(({ fields }) => fields["reason"])).toContain(trouble.felt);
    }
    expect(episode.statuses).toEqual(episode.statuses.map(() => 200));
  });

  it.each(EXPECTED)("$name: Slack shows it", async ({ action, state, says, inThread }) => {
    const { caseId, escalation } = await found(action);
    expect(escalation?.state).toBe(state);
    const shown = rootsOf(episode.running, caseId).at(-1);
    expect(shown && textOf(shown)).toMatch(says);
    const replies = repliesOf(episode.running, caseId).map(textOf);
    const counts = inThread.map((text) => replies.filter((reply) => reply.includes(text)).length);
    expect(counts).toEqual(inThread.map(() => 1));
  });

  it("tells the other department of the case that was handed over", async () => {
    const { caseId, escalation } = await found("handed", "1.2");
    expect(escalation).toMatchObject({ department: "relations", state: "open" });
    expect(rootsOf(episode.running, caseId).map(({ channelId }) => channelId)).toEqual([
      "C0RELATIONS1",
    ]);
  });

  it("calls the second level by a direct message, once", () => {
    const { slack } = episode.running.world;
    const user = slack.users().find(({ email }) => email === DEPUTY.email);
    const dm = slack.channels().find(({ userId }) => userId === user?.userId);
    const called = slack.messages(dm?.channelId ?? "").map(textOf);
    expect(called.filter((text) => text.includes(`${episode.ticketOf("climbs")}-1`))).toHaveLength(
      1,
    );
  });

  it("has told of every case, once, and loses nothing", async () => {
    const { running, acts, lostTs } = episode;
    expect(await untoldOf(running, { acts, lostTs, unknown: 0 })).toEqual([]);
  });

  // Its counterpart: where nothing is wrong something is made wrong.
  if (trouble.felt === null) {
    it("would have noticed a second message and an old one", async () => {
      const { running, acts, lostTs } = episode;
      const [twice, old] = [`${episode.ticketOf("opens")}-1`, `${episode.ticketOf("taken")}-1`];
      const [first] = rootsOf(running, twice);
      const { channelId: channel = "", metadata } = first ?? {};
      const [stale] = rootsOf(running, old);
      await callSlack(running, "chat.postMessage", {
        channel,
        text: "again",
        metadata: JSON.stringify(metadata),
      });
      await callSlack(running, "chat.update", {
        channel: stale?.channelId ?? "",
        ts: stale?.ts ?? "",
        text: "Not so",
      });
      const found = await untoldOf(running, { acts: acts.slice(1), lostTs, unknown: 1 });
      expect(found).toEqual([
        expect.stringContaining(`${old}: does not say`),
        `${twice}: 2 messages`,
        expect.stringMatching(/^acts are /),
        expect.stringMatching(/^sends are /),
      ]);
    });
  }
});

async function callSlack(
  { world: { slack } }: Episode["running"],
  method: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const [team] = slack.teams();
  await fetch(new URL(method, slack.apiUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${team?.botToken}` },
    body: new URLSearchParams(fields),
  });
}
