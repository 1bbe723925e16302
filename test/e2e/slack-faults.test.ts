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
  readonly inThread: readonly string[];
}[] = [
  { action: "opens", name: "a new case is posted", state: "open", inThread: [] },
  { action: "taken", name: "a case is taken", state: "acknowledged", inThread: [] },
  { action: "resolved", name: "a case is resolved", state: "resolved", inThread: [] },
  { action: "handed", name: "a case is handed over", state: "handed_over", inThread: [] },
  {
    action: "asked",
    name: "somebody asks back and is answered",
    state: "acknowledged",
    inThread: [QUESTION, REPLY],
  },
  { action: "snoozed", name: "a case is snoozed", state: "acknowledged", inThread: [] },
  {
    action: "climbs",
    name: "the second level is told",
    state: "open",
    inThread: ["Level 2: nobody has taken this case yet"],
  },
  { action: "closed", name: "the ticket is closed", state: "resolved", inThread: [] },
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

  it.each(EXPECTED)("$name: Slack shows it", async ({ action, state, inThread }) => {
    const { caseId, escalation } = await found(action);
    expect(escalation?.state).toBe(state);
    const replies = repliesOf(episode.running, caseId).map(textOf);
    const counts = inThread.map((text) => replies.filter((reply) => reply.includes(text)).length);
    expect({ replies: replies.length, counts }).toEqual({
      replies: expect.any(Number),
      counts: inThread.map(() => 1),
    });
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
});
