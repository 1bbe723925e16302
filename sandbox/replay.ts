import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dropSchema } from "./incidents/drop-schema.ts";
import { readIncidents } from "./incidents/incident-log.ts";
import type { ReplayDatabase } from "./incidents/plugin-messages.ts";
import { reportOf } from "./incidents/replay-report.ts";
import { readReplayedState } from "./incidents/replayed-state.ts";
import { type ReplayProgress, readReplayPolicy, runReplay } from "./incidents/run-replay.ts";

/** `npm run replay -- FILE`: a real incident log through the whole of Aftercare; see docs/replay.md. */

const MAX_CONNECTIONS = 4;
const BAR_WIDTH = 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string", default: "500" },
    shuffle: { type: "string" },
    duplicates: { type: "string", default: "0" },
    disorder: { type: "string" },
    drop: { type: "string", default: "0" },
    kill: { type: "string", default: "0" },
    data: { type: "string" },
    json: { type: "string" },
  },
});
const [file] = positionals;
if (file === undefined) {
  process.stderr.write("Which log? npm run replay -- FILE [--cases N] …, see docs/replay.md\n");
  process.exitCode = 1;
} else await replay(file);

async function replay(logFile: string): Promise<void> {
  const incidents = await readIncidents(logFile, whole("cases", values.cases));
  const temporary = await mkdtemp(join(tmpdir(), "aftercare-replay-"));
  const database = databaseOf(temporary);
  try {
    const run = await runReplay({
      incidents,
      policyText: readReplayPolicy(),
      database,
      shuffleSeed: values.shuffle === undefined ? null : whole("shuffle", values.shuffle),
      duplicateShare: share("duplicates", values.duplicates),
      disorderSeed: values.disorder === undefined ? null : whole("disorder", values.disorder),
      dropShare: share("drop", values.drop),
      kills: whole("kill", values.kill),
      onProgress: showProgress,
    });
    endProgress();
    const state = await readReplayedState(database);
    const report = reportOf(run, state);
    process.stdout.write(`${report.text}\n`);
    if (values.json !== undefined) {
      await writeFile(
        values.json,
        `${JSON.stringify({ run, state, figures: report.figures }, null, 2)}\n`,
      );
    }
    if (!report.isWhole) process.exitCode = 1;
  } finally {
    if (database.url !== undefined) await dropSchema(database);
    await rm(temporary, { recursive: true, force: true });
  }
}

function databaseOf(temporary: string): ReplayDatabase {
  const url = process.env["DATABASE_URL"];
  if (url !== undefined && url !== "") {
    return { url, schema: `replay_${process.pid}`, maxConnections: MAX_CONNECTIONS };
  }
  return { dataDir: values.data ?? join(temporary, "data"), maxConnections: MAX_CONNECTIONS };
}

function showProgress({ done, total, now }: ReplayProgress): void {
  const share = total === 0 ? 1 : done / total;
  const bar = "█".repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, "░");
  const day = new Date(now).toISOString().slice(0, 10);
  const line = `${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${done} of ${total} changes, ${day}`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\n");
}

function whole(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${name} is "${text}": expected a whole number`);
}

function share(name: string, text: string): number {
  const value = Number(text);
  if (text !== "" && value >= 0 && value <= 1) return value;
  throw new Error(`--${name} is "${text}": expected a share from 0 to 1`);
}
