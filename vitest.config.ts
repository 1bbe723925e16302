import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const slowestTestMs = 60_000;
const slowestWaitMs = 20_000;
const slowestBrowserTestMs = 120_000;

/** Whole ways and started programs, which take minutes; `npm run test:long` runs them, and so does CI. */
const longWays = [
  "test/adapters/postgres/embedded-directory.test.ts",
  "test/aftercare.test.ts",
  "test/app/outbox/send-case-groups.storm.test.ts",
  "test/bench/run.test.ts",
  "test/domain/visits/two-years.test.ts",
  "test/e2e/faults.test.ts",
  "test/e2e/install.test.ts",
  "test/e2e/observe-mode.test.ts",
  "test/e2e/import.test.ts",
  "test/e2e/hubspot-project-types.test.ts",
  "test/e2e/production-install.test.ts",
  "test/e2e/replay.test.ts",
  "test/e2e/restart.test.ts",
  "test/e2e/visit-tasks.test.ts",
  "test/e2e/slack-faults.test.ts",
  "test/e2e/slack-lost-answers.test.ts",
  "test/e2e/slack-storm.test.ts",
  "test/main.test.ts",
  "test/sandbox/customers/real-customers.test.ts",
  "test/sandbox/customers/real-visits.test.ts",
  "test/sandbox/kept-store.test.ts",
];
const longBrowserWays = [
  "test/e2e/cards.browser.test.ts",
  "test/e2e/cases.browser.test.ts",
  "test/e2e/chat.browser.test.ts",
  "test/e2e/complaint-way.browser.test.ts",
  "test/e2e/complaints.browser.test.ts",
  "test/e2e/customer.browser.test.ts",
  "test/e2e/install.browser.test.ts",
  "test/e2e/hubspot-project.browser.test.ts",
  "test/e2e/merged.browser.test.ts",
  "test/e2e/page.browser.test.ts",
  "test/e2e/pictures.browser.test.ts",
  "test/e2e/round-trip.browser.test.ts",
  "test/e2e/settings.browser.test.ts",
  "test/e2e/settings-tabs.browser.test.ts",
  "test/e2e/shell.browser.test.ts",
  "test/e2e/stale.browser.test.ts",
  "test/e2e/visits.browser.test.ts",
  "test/e2e/time.browser.test.ts",
];

export default defineConfig({
  test: {
    // The embedded database works in the test's own thread, so two at a time fit two cores.
    maxWorkers: "100%",
    testTimeout: slowestTestMs,
    hookTimeout: slowestTestMs,
    // What is waited for comes at once on a quiet machine; a busy one gets its time.
    expect: { poll: { timeout: slowestWaitMs } },
    env: {
      // Programs that tests start need half the processor time when they find themselves compiled.
      NODE_COMPILE_CACHE: fileURLToPath(
        new URL("node_modules/.cache/aftercare/compiled", import.meta.url),
      ),
    },
    projects: [
      {
        extends: true,
        test: {
          name: "server",
          // Test files share a process, its modules and its embedded database, one after the other.
          isolate: false,
          globalSetup: "test/support/kept-store.ts",
          include: ["test/**/*.test.ts"],
          exclude: ["test/fixtures/**", "test/**/*.browser.test.ts", ...longWays],
        },
      },
      {
        extends: true,
        esbuild: { jsx: "automatic" },
        test: {
          name: "cards",
          isolate: false,
          include: ["test/cards/**/*.test.tsx", "test/sandbox/**/*.test.tsx"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/e2e/**/*.browser.test.ts"],
          exclude: longBrowserWays,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: slowestBrowserTestMs,
          hookTimeout: slowestBrowserTestMs,
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          globalSetup: "test/support/kept-store.ts",
          include: longWays,
          testTimeout: slowestBrowserTestMs,
          hookTimeout: slowestBrowserTestMs,
        },
      },
      {
        extends: true,
        test: {
          name: "long-browser",
          include: longBrowserWays,
          // A browser and a plugin want a machine for themselves.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: slowestBrowserTestMs,
          hookTimeout: slowestBrowserTestMs,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts", "webhooks/**/*.ts", "cards/**/*.{ts,tsx}"],
      // Programs are tried as processes, where v8 does not look.
      exclude: [
        "src/aftercare.ts",
        "src/main.ts",
        "src/write-hubspot-project.ts",
        "cards/eslint.config.*",
      ],
      reporter: ["text-summary", "html", "json-summary"],
      thresholds: {
        "src/domain/**": { lines: 100, functions: 100, statements: 100, branches: 100 },
        "{src/{app,ports,contract,config,messages,adapters}/**,src/*.ts,webhooks/**,cards/**}": {
          lines: 85,
          functions: 85,
          statements: 85,
          branches: 85,
        },
      },
    },
  },
});
