import { beforeEach, describe, expect, it } from "vitest";
import { createActionsCommand } from "../../../src/adapters/cli/actions-command.ts";
import { openAction } from "../../../src/app/complaints/open-action.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("actions", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await openAction(app, PORTAL_ID, {
      ...{ actionId: "recurrence:leak", origin: "recurrence", title: "Leaks\nagain", evidence: [] },
      ...{ ticketId: null, department: "support", owner: null, by: null, from: "aftercare" },
      customers: [{ kind: "company", id: "1" }],
    });
  });

  async function run(...args: string[]) {
    const lines: string[] = [];
    const complaints: string[] = [];
    const command = createActionsCommand({
      openStore: async () => ({ ...app, close: async () => undefined }),
    });
    const print = (line: string) => void lines.push(line);
    const code = await command.run(args, { print, complain: (line) => complaints.push(line) });
    return { code, lines, complaints };
  }

  it("lists what is open, and fails while something is overdue", async () => {
    expect((await run("--portal", PORTAL_ID)).code).toBe(0);
    app.time.now = START + 10 * DAY;
    const { code, lines } = await run("--portal", PORTAL_ID);
    expect(code).toBe(1);
    expect(lines[1]?.split(/\s{2,}/)).toEqual([
      ...["classified", "10 d", "4 d", "2026-06-15", "nobody", "support", "0", "1"],
      "Leaks again",
    ]);
    expect(lines.at(-1)).toBe("1 open, 1 overdue");
  });

  it.each([
    { name: "an unknown account", args: ["--portal", "99"] },
    { name: "no account", args: [] },
  ])("refuses $name", async ({ args }) => {
    const { code, complaints } = await run(...args);
    expect(code).toBe(2);
    expect(complaints).toHaveLength(1);
  });
});
