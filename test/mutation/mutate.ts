import { availableParallelism } from "node:os";
import { Stryker } from "@stryker-mutator/core";

/**
 * Changes the code of an area of the domain in small ways and looks whether a test of that area
 * notices: `npm run mutate -- time`. It takes minutes and is no part of the checks.
 */

const AREAS = ["time", "sla"];
const WRONG_USE = 2;
/** Below this the run fails. */
const LOWEST_SCORE = 85;
const MAX_PROCESSES = 2;
const LONGEST_LOAD_MS = 20_000;

const [area = "", ...files] = process.argv.slice(2);
if (AREAS.includes(area)) await mutate();
else {
  console.error(`npm run mutate -- ${AREAS.join("|")} [FILE …]: "${area}" is none of them`);
  process.exitCode = WRONG_USE;
}

async function mutate(): Promise<void> {
  process.env["MUTATED_AREA"] = area;
  const stryker = new Stryker({
    mutate: files.length > 0 ? files : [`src/domain/${area}/**/*.ts`],
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    // Load on the machine must not look like an endless loop, which counts as noticed.
    timeoutMS: LONGEST_LOAD_MS,
    concurrency: Math.min(MAX_PROCESSES, availableParallelism()),
    ignorePatterns: ["**", "!{src,bench,test}/**", "!package.json"],
    reporters: ["progress-append-only", "clear-text", "json"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `coverage/mutation-${area}.json` },
    thresholds: { high: 100, low: LOWEST_SCORE, break: LOWEST_SCORE },
    allowEmpty: false,
    tempDirName: "coverage/mutation",
  });
  await stryker.runMutationTest();
}
