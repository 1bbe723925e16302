import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropSchema } from "../../sandbox/incidents/drop-schema.ts";
import { type Incident, readIncidents } from "../../sandbox/incidents/incident-log.ts";
import type { ReplayDatabase } from "../../sandbox/incidents/plugin-messages.ts";
import { type ReplayedState, readReplayedState } from "../../sandbox/incidents/replayed-state.ts";
import {
  type ReplayOptions,
  type ReplayRun,
  readReplayPolicy,
  runReplay,
} from "../../sandbox/incidents/run-replay.ts";
import { type OracleFigures, oracle } from "../support/incident-oracle.mjs";
import { newDataDirectory } from "../support/kept-store.ts";

/**
 * So many that dozens of cases stay open long enough to be posted, on the embedded database. CI has a step
 * of its own for 2,000, which take the server.
 */
const SHORT = 100;
const CASES = Number(process.env["REPLAY_CASES"] ?? SHORT);
const SERVER_URL = CASES === SHORT ? undefined : process.env["DATABASE_URL"];
const RUN_LIMIT_MS = 900_000;
const MINUTE_MS = 60_000;
const LOG = fileURLToPath(
  new URL("../../../shared/data/incidents/incident_event_log.shared.csv.gz", import.meta.url),
);
const isThere = existsSync(LOG);

type Replayed = { readonly run: ReplayRun; readonly state: ReplayedState };

describe.skipIf(!isThere && process.env["CI"] === undefined)(
  `a replay of ${CASES} incidents of a real log${isThere ? "" : " (skipped: ../shared is not here)"}`,
  () => {
    const directories: string[] = [];
    let incidents: readonly Incident[];
    let expected: ReadonlyMap<string, OracleFigures>;
    let inOrder: Replayed;
    let disordered: Replayed;
    let lossy: Replayed;

    beforeAll(async () => {
      incidents = await readIncidents(LOG, CASES);
      expected = new Map(oracle(LOG, CASES).map((figures) => [figures.number, figures]));
      inOrder = await replay(await databaseOf("in_order"), {
        shuffleSeed: null,
        duplicateShare: 0,
        kills: 1,
        disorderSeed: null,
        dropShare: 0,
      });
      disordered = await replay(await databaseOf("disordered"), {
        shuffleSeed: 7,
        disorderSeed: null,
        duplicateShare: 0.2,
        kills: 2,
        dropShare: 0,
      });
      lossy = await replay(await databaseOf("lossy"), {
        shuffleSeed: null,
        disorderSeed: 7,
        duplicateShare: 0.2,
        kills: 2,
        dropShare: 0.2,
      });
    }, 3 * RUN_LIMIT_MS);
    afterAll(async () => {
      for (const directory of directories) await rm(directory, { recursive: true, force: true });
    });

    /** On the server each has a schema of its own. */
    async function databaseOf(name: string): Promise<ReplayDatabase> {
      if (SERVER_URL !== undefined && SERVER_URL !== "") {
        return { url: SERVER_URL, schema: `replay_test_${process.pid}_${name}`, maxConnections: 4 };
      }
      const dataDir = await newDataDirectory();
      directories.push(dataDir);
      return { dataDir, maxConnections: 4 };
    }

    async function replay(
      database: ReplayDatabase,
      options: Omit<ReplayOptions, "incidents" | "policyText" | "database" | "onProgress">,
    ): Promise<Replayed> {
      try {
        const run = await runReplay({
          ...options,
          incidents,
          policyText: readReplayPolicy(),
          database,
          onProgress: () => undefined,
        });
        return { run, state: await readReplayedState(database) };
      } finally {
        await dropSchema(database);
      }
    }

    it("ends in the same state told in order or in any order, with repetitions and kills", () => {
      expect(disordered.state.parts).toEqual(inOrder.state.parts);
      expect(disordered.state.tickets).toHaveLength(CASES);
    });

    it("ends in the same state when a fifth of the webhooks is lost, once a sweep has looked", () => {
      expect(lossy.run.dropped).toBeGreaterThan(0);
      expect(lossy.run.status.equation.recovered).toBeGreaterThan(0);
      // Cases and visits have a test of their own: some were over before the lost news was found.
      for (const part of ["tickets", "clocks", "customers"]) {
        expect({ part, is: lossy.state.parts[part] }).toEqual({
          part,
          is: inOrder.state.parts[part],
        });
      }
      expect(lossy.state.tickets).toHaveLength(CASES);
    });

    it("has the cases and visits as they would be, but for those that were over by then", () => {
      for (const of of ["cases", "visits"] as const) {
        const expected = new Map(inOrder.state.says[of].map((one) => [one.id, one]));
        for (const { id, says, isOver } of lossy.state.says[of]) {
          const clean = expected.get(id);
          expected.delete(id);
          if (clean?.says !== says) expect({ of, id, isOver }).toEqual({ of, id, isOver: true });
        }
        expect([...expected.keys()]).toEqual([]);
      }
    });

    it("has nothing left to find for the sweep after that", () => {
      expect(lossy.run.foundLast).toBe(0);
    });

    it("gives each incident the clocks that counting minutes gives", () => {
      for (const ticket of inOrder.state.tickets) {
        const figures = expected.get(ticket.number);
        const clocks = ticket.clocks.map(({ kind, state, usedMs, startedAt, endedAt }) => ({
          kind,
          state: endedAt === null ? "open" : state,
          usedMinutes: endedAt === null ? null : round(usedMs / MINUTE_MS),
          wallMinutes:
            endedAt === null ? null : round(Math.max(0, endedAt - startedAt) / MINUTE_MS),
        }));
        expect({ number: ticket.number, priority: ticket.priority, clocks }).toEqual({
          number: figures?.number,
          priority: figures?.priority,
          clocks: [
            {
              kind: "first_response",
              state: figures?.response.state,
              usedMinutes: round(figures?.response.usedMinutes),
              wallMinutes: round(figures?.responseWallMinutes),
            },
            {
              kind: "resolution",
              state: figures?.resolution.state,
              usedMinutes: round(figures?.resolution.usedMinutes),
              wallMinutes: round(figures?.resolutionWallMinutes),
            },
          ],
        });
      }
    });

    it.each([
      { name: "in order", replayed: () => inOrder },
      { name: "in any order", replayed: () => disordered },
      { name: "with losses", replayed: () => lossy },
    ])("loses nothing: the ledger equation holds ($name)", ({ replayed }) => {
      const { equation } = replayed().run.status;
      // A delivery that was stored but not answered before a kill comes again and counts again.
      expect(equation.received).toBeGreaterThanOrEqual(replayed().run.delivered);
      expect(equation.received).toBe(equation.applied + equation.ignored + equation.dead);
      expect(equation).toMatchObject({ waiting: 0, dead: 0 });
    });

    it.each([
      { name: "in order", replayed: () => inOrder },
      { name: "in any order", replayed: () => disordered },
      { name: "with losses", replayed: () => lossy },
    ])("stores what follows from the facts, and nothing else ($name)", ({ replayed }) => {
      expect(replayed().state.verified).toEqual({ tickets: CASES, differences: [] });
    });

    it.each([
      { name: "in order", replayed: () => inOrder },
      { name: "in any order", replayed: () => disordered },
      { name: "with losses", replayed: () => lossy },
    ])("gives what is recorded when the policy in force is replayed ($name)", ({ replayed }) => {
      const found = replayed().state.replayed;
      expect(found).toMatchObject({
        tickets: CASES,
        added: { count: 0, examples: [] },
        avoided: { count: 0, examples: [] },
      });
      expect(found?.total.after).toEqual(found?.total.before);
      expect(found?.total.before.breached).toBeGreaterThan(0);
      for (const row of [...(found?.byHour ?? []), ...(found?.byTier ?? [])]) {
        expect(row.after).toEqual(row.before);
      }
    });

    it("recognises the repetitions", () => {
      expect(disordered.run.status.equation.duplicates).toBeGreaterThan(0);
    });

    it("posts cases to the department, none of them twice", () => {
      expect(inOrder.run.messages.posted).toBeGreaterThan(0);
      expect(inOrder.run.messages.twice).toBe(0);
      expect(inOrder.run.status.outbox).toEqual({ waiting: 0, unknown: 0, dead: 0 });
    });
  },
);

/** Both count in milliseconds; this only takes off what doubles add. */
function round(minutes: number | null | undefined): number | null {
  return minutes === null || minutes === undefined ? null : Math.round(minutes * 60_000) / 60_000;
}
