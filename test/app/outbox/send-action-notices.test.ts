import { beforeEach, describe, expect, it } from "vitest";
import { actOnAction } from "../../../src/app/complaints/act-on-action.ts";
import { openAction } from "../../../src/app/complaints/open-action.ts";
import { turnActions } from "../../../src/app/complaints/turn-actions.ts";
import { sendActionNotices } from "../../../src/app/outbox/send-action-notices.ts";
import { ANALYSE, PLAN, PUMP } from "../../support/action-story.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const words = (en: string) => ({ en, "zh-TW": en, "zh-CN": en });
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com` });
const [rosa, lena, max, mona] = ["Rosa", "Lena", "Max", "Mona"].map(person);
const accounts = { Rosa: "U1", Lena: "U2", Max: "U3", Mona: "U4" } as const;
const CHANNEL = "C0SUPPORT01";
const actionId = "manual:7:press-1";
const by = { userId: "1", email: "rosa@example.com" };

const policy = officePolicy({
  departments: [
    {
      ...{ id: "support", name: words("Support"), lead: lena, members: [rosa], language: "en" },
      ...{ channelId: CHANNEL, calendarId: "office" },
    },
  ],
  routes: [{ department: "support" }],
  serviceManagement: {
    ...{ managers: [max, mona], channelId: "C0MANAGERS1", calendarId: "office", language: "en" },
  },
});
const morning = (date: string) => Date.parse(`${date}T09:30:00+02:00`);

describe("an overdue corrective action", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let presses: number;
  beforeEach(async () => {
    presses = 0;
    app = appUnderTest(await open());
    await app.connect({ policy });
    await app.store.portals.saveOwners(PORTAL_ID, [{ ownerId: "31", ...by, name: "Rosa" }], START);
    await openAction(app, PORTAL_ID, {
      ...{ actionId, origin: "manual", title: "The pump leaks", evidence: [], ticketId: null },
      ...{ department: "support", owner: null, customers: [PUMP], by: null, from: "card" },
    });
  });

  const know = (...names: readonly (keyof typeof accounts)[]) => {
    for (const name of names) app.chatDirectory.put(person(name).email, accounts[name]);
  };
  /** Due on Friday 12 June. */
  const planFor = async (owner: { readonly ownerId: string; readonly name: string }) => {
    const plan = { ...PLAN, owner, dueDate: "2026-06-12" };
    for (const command of [ANALYSE, plan]) {
      presses += 1;
      const actKey = `press-${presses}`;
      await actOnAction(app, { portalId: PORTAL_ID, actionId, by, from: "card", actKey, command });
    }
    await sendActionNotices(app);
  };
  const turn = async (date: string) => {
    app.time.now = morning(date);
    await turnActions(app, `${PORTAL_ID}:hour-${date}`);
  };
  /** Where something was said on that morning, and whom it calls by name. */
  const toldOn = async (date: string) => {
    const before = app.notifier.messages.size;
    await turn(date);
    await sendActionNotices(app);
    return [...app.notifier.messages.values()]
      .slice(before)
      .map((one) =>
        [one.channelId, ...(one.kind === "action" ? one.called : []).map(({ name }) => name)].join(
          " ",
        ),
      )
      .toSorted();
  };
  const owner = { ownerId: "31", name: "Rosa" };

  it("calls level by level whom the policy names, each by a direct message", async () => {
    know("Rosa", "Lena", "Max", "Mona");
    await planFor(owner);
    const dates = ["12", "15", "16", "17", "18", "19", "22"].map((day) => `2026-06-${day}`);
    const told: string[][] = [];
    for (const date of dates) told.push(await toldOn(date));
    expect(told).toEqual([
      [],
      // After the week-end two levels have come.
      ["U1", "U1", "U2"],
      [],
      [],
      [],
      ["U2", "U3", "U4"],
      [],
    ]);
  });

  it("is told in the channel of its department while nobody has it", async () => {
    know("Rosa", "Lena", "Max", "Mona");
    // The root cause was due on Sunday 14 June, so on Monday.
    expect(await toldOn("2026-06-16")).toContain(`${CHANNEL} Lena`);
    expect(await toldOn("2026-06-16")).toEqual([]);
  });

  it("names in the channel who has no account in Slack, and calls the others directly", async () => {
    know("Lena");
    await planFor(owner);
    expect(await toldOn("2026-06-15")).toEqual([`${CHANNEL} Rosa`, `${CHANNEL} Rosa`, "U2"]);
    expect(await toldOn("2026-06-19")).toEqual([`${CHANNEL} Max Mona`, "U2"]);
  });

  it("calls somebody who is owner and lead at once a single time a level", async () => {
    know("Lena");
    await app.store.portals.saveOwners(
      PORTAL_ID,
      [{ ownerId: "32", userId: "2", email: "Lena@example.com", name: "Lena" }],
      START,
    );
    await planFor({ ownerId: "32", name: "Lena" });
    expect(await toldOn("2026-06-15")).toEqual(["U2", "U2"]);
  });

  it("waits for the hours of its department", async () => {
    know("Rosa", "Lena");
    await planFor(owner);
    await turn("2026-06-15");
    app.time.now = Date.parse("2026-06-15T22:00:00+02:00");
    const before = app.notifier.messages.size;
    await sendActionNotices(app);
    expect(app.notifier.messages.size).toBe(before);
    app.time.now = morning("2026-06-16");
    await sendActionNotices(app);
    expect(app.notifier.messages.size).toBe(before + 3);
  });

  it("is told to nobody any more when its step was done in the meantime", async () => {
    know("Rosa", "Lena");
    await planFor(owner);
    await turn("2026-06-15");
    const before = app.notifier.messages.size;
    const command = { kind: "carry_out", note: "" } as const;
    await actOnAction(app, {
      portalId: PORTAL_ID,
      actionId,
      by,
      from: "card",
      actKey: "done",
      command,
    });
    await sendActionNotices(app);
    const told = [...app.notifier.messages.values()].slice(before);
    expect(told.map((one) => one.kind === "action" && one.event.kind)).toEqual(["carried_out"]);
  });

  it("does not call again when the answer to a direct message was lost: nobody can look it up", async () => {
    know("Rosa");
    await planFor(owner);
    app.notifier.next("post", "lost");
    expect(await toldOn("2026-06-15")).toEqual([`${CHANNEL} Lena`, "U1", "U1"]);
    const before = app.notifier.messages.size;
    app.time.now += HOUR;
    await sendActionNotices(app);
    expect(app.notifier.messages.size).toBe(before);
  });
});
