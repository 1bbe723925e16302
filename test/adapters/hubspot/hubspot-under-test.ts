import nock from "nock";
import { z } from "zod";
import { type AccessTokens, staticToken } from "../../../src/adapters/hubspot/access-tokens.ts";
import type { CallRecord } from "../../../src/adapters/hubspot/call.ts";
import { createHubspotCrm } from "../../../src/adapters/hubspot/create-hubspot-crm.ts";
import type { RequestLimits } from "../../../src/adapters/hubspot/limiter.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import type { Crm } from "../../../src/ports/crm.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { createRecordingLogger, type LogLine } from "../../support/recording-logger.ts";
import { readSharedFixtures } from "../../support/shared-fixtures.ts";

// Importing it has put it in place already, also for tests that never ask for it.
nock.restore();

export const HUBSPOT = "https://api.hubapi.com";
export const PORTAL = "900000001";

/** Tests are about answers, so they may come as fast as the machine allows. */
const NO_LIMITS: RequestLimits = {
  requestsPerSecond: 10_000,
  searchesPerSecond: 10_000,
  concurrency: 100,
};

type HubspotUnderTest = {
  readonly crm: Crm;
  readonly calls: readonly CallRecord[];
  /** What was waited for, without waiting. */
  readonly waits: readonly number[];
  readonly logged: readonly LogLine[];
};

export function hubspotUnderTest(
  options: {
    tokens?: AccessTokens;
    baseUrl?: string;
    timeoutMs?: number;
    wait?: (ms: number) => Promise<void>;
  } = {},
): HubspotUnderTest {
  const calls: CallRecord[] = [];
  const waits: number[] = [];
  const logger = createRecordingLogger();
  const crm = createHubspotCrm({
    tokens: options.tokens ?? staticToken("token-1"),
    timeSource: { now: () => 0 },
    logger,
    settings: {
      baseUrl: options.baseUrl ?? HUBSPOT,
      timeoutMs: options.timeoutMs ?? 5_000,
      limits: NO_LIMITS,
    },
    wait: async (ms) => {
      waits.push(ms);
      await options.wait?.(ms);
    },
    onCall: (record) => calls.push(record),
  });
  return { crm, calls, waits, logged: logger.lines };
}

/**
 * For `beforeEach`: nothing but the machine itself may be reached. What it gives back undoes it after the
 * test, for other test files of the process have real networks.
 */
export function closeNetwork(): () => void {
  if (!nock.isActive()) nock.activate();
  nock.cleanAll();
  nock.disableNetConnect();
  nock.enableNetConnect("127.0.0.1");
  return () => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  };
}

export const PIPELINES = "/crm/v3/pipelines/tickets";
export const NO_PIPELINES = { results: [] };

/** One answer to `readPipelines`, the plainest call there is. */
export function replyToPipelines(
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
): void {
  nock(HUBSPOT)
    .get(PIPELINES)
    .reply(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** The `PluginError` that `work` throws. */
export async function failureOf(work: Promise<unknown>): Promise<PluginError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PluginError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

const Recorded = z.object({
  response: z.object({
    status: z.number().nullable(),
    headers: z.record(z.string(), z.string()),
    body: z.record(z.string(), z.unknown()),
  }),
});

/** The answer of one shared payload. */
export function recordedAnswer(name: string) {
  const [fixture] = readSharedFixtures("hubspot", name);
  invariant(fixture, `the shared payload ${name} is there`);
  return Recorded.parse(fixture.content).response;
}

/** The rows of a recorded list. */
export function recordedRows(name: string): unknown[] {
  return z.array(z.unknown()).parse(recordedAnswer(name).body["results"]);
}
