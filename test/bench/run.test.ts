import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { repositoryRoot } from "../support/source-files.ts";

/** The whole bench in its smallest size: what it finds says nothing, but it must find something. */
const slowestBenchMs = 240_000;
const paths = [
  "card",
  "deliver",
  "plan",
  "process",
  "receive",
  "regrade",
  "replay",
  "sweep",
  "time",
];

const Result = z.strictObject({
  path: z.enum(paths),
  takenAt: z.iso.datetime(),
  size: z.literal("quick"),
  machine: z.strictObject({
    cores: z.int().positive(),
    processor: z.string(),
    memoryMb: z.int(),
    platform: z.string(),
    node: z.string().startsWith("v"),
  }),
  measurements: z
    .array(
      z.strictObject({
        subject: z.string().min(1),
        set: z.string().min(1),
        figures: z
          .array(
            z.strictObject({
              name: z.string().min(1),
              value: z.number(),
              unit: z.string(),
              budget: z
                .union([
                  z.strictObject({ atLeast: z.number() }),
                  z.strictObject({ atMost: z.number() }),
                ])
                .nullable(),
              isMet: z.boolean().nullable(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
type Result = z.infer<typeof Result>;

/** Figures that a busy machine cannot change. */
const certain = [
  "answers other than 204",
  "acknowledged deliveries lost",
  "acknowledged events lost",
  "events not applied",
  "answers other than 200",
  "root messages too many",
  "cases without their newest state",
];

describe.each([
  { engine: "embedded", isHere: true },
  { engine: "server", isHere: process.env["DATABASE_URL"] !== undefined },
])("npm run bench on the $engine database (server: needs DATABASE_URL)", ({ engine, isHere }) => {
  let output = "";
  let found: readonly Result[] = [];

  beforeAll(async () => {
    if (!isHere) return;
    const results = mkdtempSync(join(tmpdir(), "aftercare-bench-results-"));
    const args = ["bench/run.ts", "--quick", "--engine", engine, "--results", results];
    const run = await promisify(execFile)(process.execPath, args, { cwd: repositoryRoot });
    output = run.stdout;
    found = readdirSync(results)
      .sort()
      .map((file) => Result.parse(JSON.parse(readFileSync(join(results, file), "utf8"))));
    rmSync(results, { recursive: true });
  }, slowestBenchMs);

  it.skipIf(!isHere)("measures every path and writes it down", () => {
    expect(found.map(({ path }) => path)).toEqual(paths);
  });

  it.skipIf(!isHere)("shows each figure with its budget", () => {
    expect(output).toMatch(
      /stored, against verified and forgotten +[\d.]+ +≥ 0\.\d+ +(met|MISSED)/,
    );
    expect(output).toMatch(/events from ledger to outbox +[\d,]+\/s +≥ [\d,]+\/s +(met|MISSED)/);
  });

  it.skipIf(!isHere)("loses nothing on the way", () => {
    const counts = found
      .flatMap(({ measurements }) => measurements)
      .flatMap(({ figures }) => figures)
      .filter(({ name }) => certain.includes(name))
      .map(({ name, value }) => [name, value]);

    expect(Object.fromEntries(counts)).toEqual(
      Object.fromEntries(certain.map((name) => [name, 0])),
    );
  });
});
