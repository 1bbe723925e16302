import { beforeEach, describe, expect, it } from "vitest";
import { createAuditCommand } from "../../../src/adapters/cli/audit-command.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("audit", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    const entry = { actor: "11", action: "tested", subject: "policy", detail: { name: "Ada" } };
    await app.store.audit.append(PORTAL_ID, [
      { ...entry, at: START, from: "card", before: { state: "draft" }, after: { state: "x" } },
      { ...entry, at: START + 1 },
      { ...entry, at: START + 2 },
    ]);
    await app.store.auditChain.seal(PORTAL_ID, { limit: 2, now: START + 5 });
  });

  async function run(...args: string[]) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const seen = { opened: 0, closed: 0 };
    const command = createAuditCommand({
      openStore: async () => {
        seen.opened += 1;
        const close = async () => {
          seen.closed += 1;
        };
        return { store: app.store, close };
      },
    });
    const code = await command.run(args, {
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
    });
    expect(seen.closed).toBe(seen.opened);
    return { code, lines: printed.map((line) => JSON.parse(line)), complaints };
  }

  it("prints each sealed entry as a line of JSON, the oldest first", async () => {
    const { code, lines, complaints } = await run("--portal", PORTAL_ID);
    expect({ code, complaints }).toEqual({ code: 0, complaints: ["1 entries wait to be sealed"] });
    expect(lines).toEqual([
      {
        ...{ position: 1, at: "2026-06-09T08:00:00.000Z", actor: "11", action: "tested" },
        ...{ subject: "policy", from: "card", detail: { name: "Ada" } },
        ...{ before: { state: "draft" }, after: { state: "x" } },
        ...{ sealedAt: "2026-06-09T08:00:00.005Z", previousHash: "" },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      expect.objectContaining({ position: 2, from: null, before: null, after: null }),
    ]);
    expect(lines[1].previousHash).toBe(lines[0].hash);
  });

  it("goes on after a place", async () => {
    const { lines } = await run("--portal", PORTAL_ID, "--after", "1");
    expect(lines.map(({ position }) => position)).toEqual([2]);
    await app.store.auditChain.seal(PORTAL_ID, { limit: 9, now: START + 9 });
    expect(await run("--portal", PORTAL_ID, "--after", "2")).toMatchObject({
      ...{ code: 0, complaints: [], lines: [{ position: 3 }] },
    });
  });

  it.each([
    { name: "no portal", args: [], complaint: "--portal is missing: expected a portal's id" },
    {
      name: "one that is not there",
      args: ["--portal", "17"],
      complaint: '--portal is "17": expected one of 4242001',
    },
    {
      name: "a place that is none",
      args: ["--portal", PORTAL_ID, "--after", "x"],
      complaint: '--after is "x": expected a number',
    },
  ])("takes $name for wrong use", async ({ args, complaint }) => {
    const { code, complaints } = await run(...args);
    expect(code).toBe(2);
    expect(complaints.join()).toContain(complaint);
  });
});
