import express from "express";
import { expect, it, onTestFinished } from "vitest";
import { createPluginHost } from "../../sandbox/plugin-host.ts";
import { createPluginStatus } from "../../sandbox/plugin-status.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";

const EQUATION = { received: 3, applied: 2, ignored: 1, waiting: 0, dead: 0 };

/** As much of a plugin as its host and the page touch. */
function smallPlugin(name: string, acts: string[]) {
  const app = express();
  app.get("/", (_request, response) => void response.send(name));
  return {
    app,
    ledger: { equation: async () => EQUATION },
    store: { portals: { find: async () => ({ mode: "live" as const }) } },
    start: async () => void acts.push(`start ${name}`),
    stop: async () => void acts.push(`stop ${name}`),
  };
}

async function startHost() {
  const acts: string[] = [];
  const states: string[] = [];
  const waits: { go(): void }[] = [];
  const host = await createPluginHost({
    first: smallPlugin("first", acts),
    create: async () => smallPlugin("second", acts),
    logger: createRecordingLogger(),
    wait: () => new Promise((resolve) => waits.push({ go: resolve })),
  });
  host.onChange(() => states.push(host.state()));
  onTestFinished(() => host.stop());
  const ask = () =>
    fetch(host.url()).then(
      (response) => response.text(),
      () => "nobody",
    );
  const isAway = () => expect.poll(() => waits.length).toBe(1);
  return { host, acts, states, ask, isAway, comeBack: () => waits[0]?.go() };
}

it("is away for a while, and comes back under the same address", async () => {
  const { host, acts, states, ask, isAway, comeBack } = await startHost();
  expect(await ask()).toBe("first");
  const restarted = host.turn("restart");
  await isAway();
  expect(await ask()).toBe("nobody");
  expect(host.current()).toBeNull();
  comeBack();
  await restarted;
  expect(await ask()).toBe("second");
  expect(states).toEqual(["stopped", "starting", "up"]);
  expect(acts).toEqual(["stop first", "start second"]);
});

it.each(["restart", "start"] as const)(
  "restarts once when it is asked to %s meanwhile",
  async (act) => {
    const { host, acts, isAway, comeBack } = await startHost();
    const both = Promise.all([host.turn("restart"), host.turn(act)]);
    await isAway();
    comeBack();
    await both;
    expect(acts).toEqual(["stop first", "start second"]);
  },
);

it("stays away until it is started again", async () => {
  const { host, acts, states, ask } = await startHost();
  await host.turn("stop");
  expect(await ask()).toBe("nobody");
  await host.turn("start");
  expect(await ask()).toBe("second");
  await host.turn("start");
  expect(states).toEqual(["stopped", "starting", "up"]);
  expect(acts).toEqual(["stop first", "start second"]);
});

it("knows the last status of a plugin that is away", async () => {
  const { host, isAway, comeBack } = await startHost();
  const status = createPluginStatus(host, "1");
  expect(await status.read()).toEqual({ mode: "live", equation: EQUATION });
  const restarted = host.turn("restart");
  await isAway();
  expect(await status.read()).toEqual({ mode: "live", equation: EQUATION });
  expect(await status.whileUp(async () => "asked")).toBeNull();
  comeBack();
  await restarted;
});

it("lets a failure pass that is not of its going", async () => {
  const { host } = await startHost();
  const status = createPluginStatus(host, "1");
  const failing = status.whileUp(async () => {
    throw new Error("odd");
  });
  await expect(failing).rejects.toThrow("odd");
});
