import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import {
  createHealthRoutes,
  type HealthOptions,
} from "../../../src/adapters/http/health-routes.ts";
import { createMetrics } from "../../../src/adapters/http/metrics.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function get(path: string, options: Partial<HealthOptions> = {}): Promise<Response> {
  const metrics = createMetrics({ logger: createRecordingLogger() });
  const routes = createHealthRoutes({
    notReadyBecause: () => null,
    pingStore: async () => undefined,
    metrics,
    ...options,
  });
  server = await listen(express().use(routes));
  return fetch(server.url + path);
}

const deadStore = async () => {
  throw new PluginError("store_unavailable", "no answer from db.internal:5432");
};

describe("/readyz", () => {
  it.each<{ name: string; options: Partial<HealthOptions>; status: number; body: unknown }>([
    { name: "is ready when all is", options: {}, status: 200, body: { status: "ready" } },
    {
      name: "says what is missing",
      options: { notReadyBecause: () => "starting" },
      status: 503,
      body: { status: "not_ready", reason: "starting" },
    },
    {
      name: "is not ready without a store, and names no host",
      options: { pingStore: deadStore },
      status: 503,
      body: { status: "not_ready", reason: "store_unavailable" },
    },
  ])("$name", async ({ options, status, body }) => {
    const response = await get("/readyz", options);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });
});

it("lives without a store", async () => {
  const response = await get("/healthz", {
    pingStore: deadStore,
    notReadyBecause: () => "stopping",
  });
  expect(response.status).toBe(200);
});

it("gives Prometheus its text", async () => {
  const response = await get("/metrics");
  expect(response.headers.get("content-type")).toMatch(/^text\/plain.*version=/);
  expect(await response.text()).toContain("process_cpu_seconds_total");
});
