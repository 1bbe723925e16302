import { beforeEach, expect, it } from "vitest";
import { manifestSubscriptions } from "../../sandbox/local-crm/subscriptions.ts";
import { createTroubles, type TroubleSwitches } from "../../sandbox/troubles.ts";
import { startTestCrm } from "./local-crm/start-local-crm.ts";
import { startReceiver } from "./local-crm/start-receiver.ts";

const PATH = "/crm/v3/pipelines/tickets";
const SHARE_TOLD_TWICE = 0.2;

let crm: Awaited<ReturnType<typeof startTestCrm>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let troubles: TroubleSwitches;
let acts: string[] = [];

beforeEach(async () => {
  receiver = await startReceiver();
  crm = await startTestCrm({
    webhookUrl: () => receiver.url,
    subscriptions: manifestSubscriptions("object"),
  });
  acts = [];
  troubles = createTroubles(crm.crm, {
    state: () => "up",
    turn: async (act) => {
      acts.push(act);
    },
  });
});

const ask = () =>
  crm.call(PATH).then(
    ({ status }) => status,
    () => "cut off",
  );

it("cuts HubSpot's API off until it is switched on again", async () => {
  expect(await ask()).toBe(200);
  await troubles.turn({ of: "crm", trouble: "down" });
  expect(await ask()).toBe("cut off");
  expect(troubles.read().crm).toBe("down");
  await troubles.turn({ of: "crm", trouble: null });
  expect(await ask()).toBe(200);
  expect(troubles.read().crm).toBeNull();
});

it("has one trouble of the API at a time", async () => {
  await troubles.turn({ of: "crm", trouble: "down" });
  await troubles.turn({ of: "crm", trouble: "rate_limited" });
  const response = await crm.call(PATH);
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("10");
  await troubles.turn({ of: "crm", trouble: null });
  expect(await ask()).toBe(200);
});

it("delivers events twice while it is asked to, and once before and after", async () => {
  const countOf = async () => {
    const before = receiver.events().length;
    for (let index = 0; index < 100; index += 1) crm.portal.createTicket({ subject: `${index}` });
    await crm.crm.webhooks.flush();
    return receiver.events().length - before;
  };
  const usual = await countOf();
  await troubles.turn({ of: "webhooks", trouble: "duplicates", isOn: true });
  expect(await countOf()).toBeGreaterThan(usual * (1 + SHARE_TOLD_TWICE));
  await troubles.turn({ of: "webhooks", trouble: "duplicates", isOn: false });
  expect(await countOf()).toBe(usual);
});

it("mixes events up while it is asked to", async () => {
  const orderOf = async () => {
    const before = receiver.events().length;
    for (let index = 0; index < 50; index += 1) {
      crm.portal.createTicket({ subject: `${index}` });
      crm.time.advance(1);
    }
    await crm.crm.webhooks.flush();
    return receiver
      .events()
      .slice(before)
      .map(({ occurredAt }) => occurredAt);
  };
  const inOrder = await orderOf();
  expect(inOrder).toEqual(inOrder.toSorted());
  await troubles.turn({ of: "webhooks", trouble: "disorder", isOn: true });
  const mixed = await orderOf();
  expect(mixed).not.toEqual(mixed.toSorted());
  expect(mixed).toHaveLength(inOrder.length);
  expect(troubles.read().webhooks).toEqual(["disorder"]);
});

it("stops the plugin and lets it come back", async () => {
  for (const act of ["restart", "stop", "start"] as const) {
    await troubles.turn({ of: "plugin", act });
  }
  expect(acts).toEqual(["restart", "stop", "start"]);
});
