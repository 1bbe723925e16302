import { setImmediate as nextTurnOfEventLoop } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Answer, Client, Pool, Row } from "./pool.ts";

/** With more callers than this in line nothing moves any more. */
const MAX_WAITING = 20_000;

/**
 * PGlite answers without ever leaving the promise queue: callers that keep it busy would keep timers and
 * sockets waiting for good. So the event loop gets its turn after so long.
 */
const LONGEST_HOLD_MS = 10;

/** PGlite has one session; it is handed to one caller at a time, in order of arrival. */
export type EmbeddedPool = Pool & { isIdle(): boolean };

export function createEmbeddedPool(pglite: PGlite): EmbeddedPool {
  let lastTurn: Promise<void> = Promise.resolve();
  let callers = 0;
  let isEnded = false;
  let lastYieldAt = 0;

  async function letOthersRun(): Promise<void> {
    if (performance.now() - lastYieldAt < LONGEST_HOLD_MS) return;
    await nextTurnOfEventLoop();
    lastYieldAt = performance.now();
  }

  async function connect(): Promise<Client> {
    if (isEnded) throw unavailable("The embedded database is closed");
    if (callers >= MAX_WAITING) throw unavailable(`${callers} callers wait for the database`);
    const turn = Promise.withResolvers<void>();
    const turnBefore = lastTurn;
    lastTurn = turn.promise;
    callers += 1;
    await turnBefore;
    return {
      query: async (statement, values) => {
        await letOthersRun();
        // PGlite keeps no statements.
        return query(pglite, typeof statement === "string" ? statement : statement.text, values);
      },
      release: () => {
        callers -= 1;
        turn.resolve();
      },
    };
  }

  return {
    connect,
    isIdle: () => callers === 0,
    end: async () => {
      isEnded = true;
      await lastTurn;
    },
  };
}

function unavailable(message: string): PluginError {
  return new PluginError("store_unavailable", message, { retryable: true });
}

/** Only `exec` takes several statements, only `query` takes values. */
async function query(
  pglite: PGlite,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<Answer> {
  const results =
    values === undefined ? await pglite.exec(text) : [await pglite.query<Row>(text, [...values])];
  const rows = results.flatMap((result): Row[] => result.rows);
  const affected = results.reduce((sum, result) => sum + (result.affectedRows ?? 0), 0);
  return { rows, rowCount: Math.max(rows.length, affected) };
}
