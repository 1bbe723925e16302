import { describe, expect, it } from "vitest";
import { createDisplayNames } from "../../../src/adapters/slack/display-names.ts";

const ADA = { teamId: "T1", userId: "U1", handle: "ada" };
const HOUR = 3_600_000;

/** Slack tells these names, one after another; null: it does not tell. */
function slackWith(...names: readonly (string | null)[]) {
  const asked: string[] = [];
  let elapsedMs = 0;
  const nameOf = createDisplayNames(
    {
      nameOf: async (teamId, userId) => {
        asked.push(`${teamId} ${userId}`);
        return names[asked.length - 1] ?? null;
      },
    },
    { elapsedMs: () => elapsedMs, wait: () => new Promise(() => undefined) },
  );
  const pass = (ms: number) => {
    elapsedMs += ms;
  };
  return { nameOf, asked, pass };
}

describe("the name of who pressed", () => {
  it("is the one that the chat shows, asked for once an hour", async () => {
    const { nameOf, asked, pass } = slackWith("Ada Lund", "Ada Weck");
    expect(await nameOf(ADA)).toBe("Ada Lund");
    pass(HOUR - 1);
    expect(await nameOf(ADA)).toBe("Ada Lund");
    expect(asked).toHaveLength(1);
    pass(1);
    expect(await nameOf(ADA)).toBe("Ada Weck");
  });

  it("is the handle where Slack does not tell, and Slack is asked again a minute later", async () => {
    const { nameOf, asked, pass } = slackWith(null, "Ada Lund");
    expect(await nameOf(ADA)).toBe("ada");
    expect(await nameOf(ADA)).toBe("ada");
    expect(asked).toHaveLength(1);
    pass(60_000);
    expect(await nameOf(ADA)).toBe("Ada Lund");
  });

  it("is that of the same workspace", async () => {
    const { nameOf } = slackWith("Ada Lund", "Ada of another firm");
    expect(await nameOf(ADA)).toBe("Ada Lund");
    expect(await nameOf({ ...ADA, teamId: "T2" })).toBe("Ada of another firm");
  });

  it("is the handle when the answer does not come at once", async () => {
    const silent = { nameOf: () => new Promise<string | null>(() => undefined) };
    const nameOf = createDisplayNames(silent, { wait: async () => null });
    expect(await nameOf(ADA)).toBe("ada");
  });
});
