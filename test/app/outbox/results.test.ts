import { describe, expect, it } from "vitest";
import { failed, postponed, retry } from "../../../src/app/outbox/results.ts";
import type { OutboxResult, OutboxRow } from "../../../src/ports/outbox-store.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";

const NOW = 1_800_000_000_000;
const SECOND = 1_000;
const QUARTER_HOUR = 15 * 60 * SECOND;
const row: OutboxRow = {
  portalId: "1",
  kind: "visit_task",
  subjectId: "v1",
  revision: 3,
  sentRevision: 1,
  attempts: 0,
  sendingSince: null,
  sentFingerprint: null,
};

const waited = ({ result }: OutboxResult) =>
  result.state === "retry" ? result.notBeforeAt - NOW : result.state;

describe("retry", () => {
  it.each<{ name: string; attempts: number; waitMs?: number; expected: number }>([
    { name: "waits shortly after the first failure", attempts: 0, expected: 2 * SECOND },
    { name: "waits twice as long each time", attempts: 3, expected: 16 * SECOND },
    { name: "waits a quarter of an hour at most", attempts: 9, expected: QUARTER_HOUR },
    { name: "still does after many tries", attempts: 99, expected: QUARTER_HOUR },
    { name: "waits as long as it was asked to", attempts: 0, waitMs: 90_000, expected: 90_000 },
    { name: "does not hurry a side that is down", attempts: 5, waitMs: 5_000, expected: 64_000 },
  ])("$name", ({ attempts, waitMs, expected }) => {
    expect(waited(retry({ ...row, attempts }, { reason: "r", now: NOW, waitMs }))).toBe(expected);
  });

  it("is about a day in all", () => {
    const total = Array.from({ length: 100 }, (_, attempts) =>
      Number(waited(retry({ ...row, attempts }, { reason: "r", now: NOW }))),
    ).reduce((sum, ms) => sum + ms, 0);
    expect(total / 3_600_000).toBeGreaterThan(22);
    expect(total / 3_600_000).toBeLessThan(25);
  });

  it("ends as dead when surely nothing went out, else as unknown", () => {
    const last = { ...row, attempts: 100 };
    expect(retry(last, { reason: "http_503", now: NOW }).result).toEqual({
      state: "dead",
      reason: "http_503",
    });
    expect(retry(last, { reason: "http_503", now: NOW, outcomeOpen: true }).result).toEqual({
      state: "unknown",
      reason: "http_503",
    });
  });

  it("speaks of the revision that was sent", () => {
    expect(retry(row, { reason: "r", now: NOW })).toMatchObject({ revision: 3, subjectId: "v1" });
  });
});

describe("postponed", () => {
  it("waits a quarter of an hour however often that was", () => {
    const result = postponed({ ...row, attempts: 5_000 }, { reason: "observe_mode", now: NOW });
    expect(waited(result)).toBe(QUARTER_HOUR);
  });

  it.each([null, NOW - 1])("keeps whether an outcome is open (%s)", (sendingSince) => {
    const { result } = postponed({ ...row, sendingSince }, { reason: "r", now: NOW });
    expect(result).toMatchObject({ outcomeOpen: sendingSince !== null });
  });
});

describe("failed", () => {
  const error = (code: "crm_unavailable" | "crm_missing_scope" | "portal_disconnected") =>
    new PluginError(code, "words", {
      retryable: code === "crm_unavailable",
      retryAfterMs: code === "crm_unavailable" ? 30_000 : undefined,
    });

  it.each<{
    name: string;
    code: Parameters<typeof error>[0];
    outcomeOpen: boolean;
    expected: object;
  }>([
    {
      name: "tries again after trouble",
      code: "crm_unavailable",
      outcomeOpen: false,
      expected: { state: "retry", notBeforeAt: NOW + 30_000, outcomeOpen: false },
    },
    {
      name: "remembers that it may have gone out",
      code: "crm_unavailable",
      outcomeOpen: true,
      expected: { state: "retry", outcomeOpen: true },
    },
    {
      name: "gives up after a refusal",
      code: "crm_missing_scope",
      outcomeOpen: false,
      expected: { state: "dead", reason: "words" },
    },
    {
      name: "never calls dead what may have gone out",
      code: "crm_missing_scope",
      outcomeOpen: true,
      expected: { state: "unknown", reason: "words" },
    },
    {
      name: "waits for a portal that is away",
      code: "portal_disconnected",
      outcomeOpen: false,
      expected: { state: "retry", notBeforeAt: NOW + QUARTER_HOUR },
    },
  ])("$name", ({ code, outcomeOpen, expected }) => {
    expect(failed(row, error(code), { now: NOW, outcomeOpen }).result).toMatchObject(expected);
  });
});
