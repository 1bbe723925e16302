import { beforeEach, describe, expect, it } from "vitest";
import { sent } from "../../../src/app/outbox/results.ts";
import { sendRows } from "../../../src/app/outbox/send-rows.ts";
import type { OutboxRow } from "../../../src/ports/outbox-store.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  resultsOf,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("sendRows", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await app.connect({ portalId: OTHER_PORTAL_ID });
  });

  const request = (subjectIds: readonly string[], portalId = PORTAL_ID) =>
    app.store.outbox.request(
      portalId,
      subjectIds.map((subjectId) => ({ kind: "visit_task" as const, subjectId })),
      START,
    );
  const send = (work: (rows: readonly OutboxRow[]) => void, portion = 10) =>
    sendRows(app, {
      kind: "visit_task",
      limit: 10,
      portion,
      send: async (_context, rows) => {
        work(rows);
        return rows.map((row) => sent(row, null));
      },
    });
  const subjects = (rows: readonly OutboxRow[]) => rows.map(({ subjectId }) => subjectId);

  it("never mixes portals, and takes no more at once than a portion", async () => {
    await request(["a", "b", "c"]);
    await request(["a"], OTHER_PORTAL_ID);
    const taken: string[] = [];
    await send((rows) => {
      taken.push([rows[0]?.portalId, ...subjects(rows)].join(" "));
    }, 2);
    expect(taken.toSorted()).toEqual([
      `${PORTAL_ID} a b`,
      `${PORTAL_ID} c`,
      `${OTHER_PORTAL_ID} a`,
    ]);
  });

  it("notes each portion before it takes the next", async () => {
    await request(["a", "b"]);
    const waiting: number[] = [];
    await sendRows(app, {
      kind: "visit_task",
      limit: 10,
      portion: 1,
      send: async (_context, rows) => {
        waiting.push((await app.store.outbox.counts(PORTAL_ID)).waiting);
        return rows.map((row) => sent(row, null));
      },
    });
    expect(waiting).toEqual([2, 1]);
  });

  describe("when a bug keeps one row from being sent", () => {
    const bug = (rows: readonly OutboxRow[]) => {
      if (subjects(rows).includes("b")) throw new TypeError("undefined is not a function");
    };

    it("sends the others, each alone and as if it might have gone out already", async () => {
      await request(["a", "b", "c"]);
      const alone: (number | null)[] = [];
      await send((rows) => {
        bug(rows);
        alone.push(...rows.map(({ sendingSince }) => sendingSince));
      });
      expect(["a", "b", "c"].map((id) => resultsOf(app, `visit_task:${id}`))).toEqual([
        ["sent"],
        ["retry not_processed"],
        ["sent"],
      ]);
      expect(alone).toEqual([START, START]);
    });

    it("shows the bug, and looks first when it tries again", async () => {
      await request(["b"]);
      await send(bug);
      expect(app.logger.lines.find(({ level }) => level === "error")).toMatchObject({
        fields: { send: "visit_task:b", error: expect.any(TypeError) },
      });
      app.time.now = START + 10 * MINUTE;
      const since: (number | null)[] = [];
      await send((rows) => since.push(...rows.map(({ sendingSince }) => sendingSince)));
      expect(since).toEqual([START]);
    });

    it("sends what belongs to other portals", async () => {
      await request(["b"]);
      await request(["a"], OTHER_PORTAL_ID);
      await send(bug);
      expect(resultsOf(app, "visit_task:a")).toEqual(["sent"]);
    });
  });

  it("takes its turn again when the store is not there", async () => {
    await request(["a"]);
    const gone = new PluginError("store_unavailable", "no store", { retryable: true });
    const failing = send(() => {
      throw gone;
    });
    await expect(failing).rejects.toBe(gone);
    app.time.now = START + 3 * MINUTE;
    const since: (number | null)[] = [];
    expect(await send((rows) => since.push(...rows.map((row) => row.sendingSince)))).toBe(1);
    expect(since).toEqual([START]);
  });
});
