import express from "express";
import { expect, it } from "vitest";
import { answeringTo } from "../../../src/adapters/http/card-answering.ts";
import { createHttpApp } from "../../../src/adapters/http/create-http-app.ts";
import { createPortalLoad } from "../../../src/adapters/http/portal-load.ts";
import { listen } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

it("a portal with too many requests under way is told so, and no other is", () => {
  const load = createPortalLoad(2);
  const leave = load.enter("1");
  expect(load.enter("1")).toBeTypeOf("function");
  expect(load.enter("1")).toBeNull();
  expect(load.enter("2")).toBeTypeOf("function");
  leave?.();
  expect(load.enter("1")).toBeTypeOf("function");
  expect(load.enter("1")).toBeNull();
});

it("a portal's requests are shared among the processes that answer, and each answers one", () => {
  let processes = 1;
  const load = createPortalLoad(4, () => processes);
  const entered = () => {
    const ends: (() => void)[] = [];
    for (let end = load.enter("1"); end !== null; end = load.enter("1")) ends.push(end);
    for (const end of ends) end();
    return ends.length;
  };
  const share = (count: number) => {
    processes = count;
    return entered();
  };
  expect([1, 2, 3, 4, 9].map(share)).toEqual([4, 2, 1, 1, 1]);
});

it("a request over the limit is answered 429 while the others are answered still", async () => {
  const logger = createRecordingLogger();
  const held = Promise.withResolvers<void>();
  const router = express.Router();
  const gate = {
    verify: () => ({ ok: true }) as const,
    timeSource: { now: () => 0 },
    logger,
    load: createPortalLoad(1),
    within: async <T>(_portalId: string, work: () => Promise<T>) => work(),
  };
  const read = (url: string) =>
    ({
      ok: true,
      portalId: url.includes("loud") ? "1" : "2",
      isHeld: url.includes("held"),
    }) as const;
  router.get(
    "/card",
    answeringTo(gate, read, async ({ isHeld }) => {
      if (isHeld) await held.promise;
      return { ok: true, body: {} };
    }),
  );
  const health = express.Router();
  const app = createHttpApp({ cards: router, health, newRequestId: () => "r", logger });
  const server = await listen(app);
  const first = fetch(`${server.url}/card?loud&held`);
  await expect.poll(async () => (await fetch(`${server.url}/card?loud`)).status).toBe(429);
  expect((await fetch(`${server.url}/card?quiet`)).status).toBe(200);
  held.resolve();
  expect((await first).status).toBe(200);
  expect((await fetch(`${server.url}/card?loud`)).status).toBe(200);
  await server.close();
});
