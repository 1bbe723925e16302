import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createSharedTurn } from "../../../src/adapters/postgres/shared-turn.ts";
import { serverUrl, useServerDatabase } from "../../support/databases.ts";

const PID = { name: "test_pid", text: "select pg_backend_pid() as pid" };
const DIVIDE = { name: "test_divide", text: "select 10 / $1::int as result" };
/** As who connected: the role behind the wall may end no session. */
const END = {
  name: "test_end",
  text: "select set_config('role', 'none', false), pg_terminate_backend(pg_backend_pid())",
};
const Pid = z.object({ pid: z.int() });
const Result = z.object({ result: z.int() });

describe.skipIf(serverUrl === undefined)(
  "prepared statements on PostgreSQL (needs DATABASE_URL)",
  () => {
    const open = useServerDatabase();

    it("share a session when they are asked for at once", async () => {
      const db = await open();
      const pids = await Promise.all(Array.from({ length: 12 }, () => db.rows(Pid, PID)));
      expect(new Set(pids.flat().map(({ pid }) => pid)).size).toBe(1);
    });

    it("have sessions of their own, apart from transactions", async () => {
      const db = await open();
      await db.transaction(async () => {
        const [inside] = await db.rows(Pid, PID);
        const [outside] = await db.apart(() => db.rows(Pid, PID));
        expect(outside?.pid).not.toBe(inside?.pid);
      });
    });

    it("fail alone", async () => {
      const db = await open();
      const answers = await Promise.allSettled(
        [5, 0, 2].map((by) => db.rows(Result, DIVIDE, [by])),
      );
      expect(answers).toMatchObject([
        { status: "fulfilled", value: [{ result: 2 }] },
        { status: "rejected", reason: { code: "22012" } },
        { status: "fulfilled", value: [{ result: 5 }] },
      ]);
    });

    it("are all out of reach when their session ends, and have another one after that", async () => {
      const db = await open();
      const answers = await Promise.allSettled([db.query(END), db.query(PID), db.query(PID)]);
      for (const answer of answers) {
        expect(answer).toMatchObject({ reason: { code: "store_unavailable", retryable: true } });
      }
      expect(await db.rows(Result, DIVIDE, [5])).toEqual([{ result: 2 }]);
    });
  },
);

describe("createSharedTurn", () => {
  /** Sessions that note what they are asked. */
  const noting = (sessions: string[][]) => async () => {
    const session: string[] = [];
    sessions.push(session);
    return {
      query: async (statement: string | { readonly name: string }) => {
        session.push(typeof statement === "string" ? statement : statement.name);
        return { rows: [], rowCount: 0 };
      },
      release: () => session.push("released"),
    };
  };

  it("takes another session for what comes in a later turn", async () => {
    const sessions: string[][] = [];
    const query = createSharedTurn(noting(sessions));
    await query(PID);
    await query(DIVIDE);
    expect(sessions).toEqual([
      ["test_pid", "released"],
      ["test_divide", "released"],
    ]);
  });

  it("gives one session no more than two dozen statements", async () => {
    const sessions: string[][] = [];
    const query = createSharedTurn(noting(sessions));
    await Promise.all(Array.from({ length: 30 }, () => query(PID)));
    expect(sessions.map(({ length }) => length - 1)).toEqual([24, 6]);
  });

  it("has all of a turn sent at once where the session can", async () => {
    const sessions: string[][] = [];
    const query = createSharedTurn(async () => ({
      ...(await noting(sessions)()),
      together: (ask) => {
        const asked = ask();
        sessions[0]?.push("sent");
        return asked;
      },
    }));
    await Promise.all([query(PID), query(DIVIDE)]);
    expect(sessions).toEqual([["test_pid", "test_divide", "sent", "released"]]);
  });

  it("tells everybody when there is no session", async () => {
    const query = createSharedTurn(() => Promise.reject(new Error("no session")));
    const answers = await Promise.allSettled([query(PID), query(DIVIDE)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
