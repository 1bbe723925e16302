import { beforeEach, describe, expect, it } from "vitest";
import {
  type ActionPress,
  actOnAction,
  countRecurrence,
} from "../../../src/app/complaints/act-on-action.ts";
import { listActions } from "../../../src/app/complaints/list-actions.ts";
import { type NewAction, openAction } from "../../../src/app/complaints/open-action.ts";
import { turnActions } from "../../../src/app/complaints/turn-actions.ts";
import { sendActionNotices } from "../../../src/app/outbox/send-action-notices.ts";
import type { ActionCommand } from "../../../src/domain/complaints/decide-action.ts";
import type { Role } from "../../../src/domain/governance/permission.ts";
import {
  ANALYSE,
  CARRY_OUT,
  CLOSE,
  EXCLUDE,
  INFORM,
  PASS,
  PLAN,
  PUMP,
  VALVE,
} from "../../support/action-story.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };
const wanted: NewAction = {
  actionId: "recurrence:leak",
  origin: "recurrence",
  title: "The pump leaks",
  evidence: ["Five tickets in a week"],
  ticketId: null,
  department: "relations",
  owner: null,
  customers: [PUMP, VALVE],
  by: null,
  from: "aftercare",
};
const plan = { ...PLAN, dueDate: "2026-06-12" };

describe("a corrective action", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let presses: number;
  beforeEach(async () => {
    presses = 0;
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy() });
    await openAction(app, PORTAL_ID, wanted);
  });

  const give = (role: Role) =>
    app.store.roles.save(PORTAL_ID, { ...rosa, name: "Rosa", role, givenBy: "x", givenAt: START });
  const act = (command: ActionCommand, changes: Partial<ActionPress> = {}) => {
    presses += 1;
    const { actionId } = wanted;
    return actOnAction(app, {
      ...{ portalId: PORTAL_ID, actionId, by: rosa, from: "card", command },
      actKey: `press-${presses}`,
      ...changes,
    });
  };
  const found = async () => (await app.store.actions.find(PORTAL_ID, wanted.actionId))?.action;
  const told = () =>
    app.notifier
      .callsOf("post")
      .flatMap(({ notice }) => (notice.kind === "action" ? [notice.event.kind] : []));

  it("goes all the way, is told step by step, and concerns its customers until then", async () => {
    await give("lead");
    for (const command of [ANALYSE, plan, CARRY_OUT]) await act(command);
    app.time.now = START + 41 * DAY;
    for (const command of [PASS, INFORM, EXCLUDE]) await act(command);
    const open1 = await app.store.actions.openOfCustomers(PORTAL_ID, [
      PUMP,
      { kind: "contact", id: "99" },
    ]);
    expect([...open1.keys()]).toEqual(["company:1"]);
    expect(await act(CLOSE)).toMatchObject({
      outcome: "done",
      row: { action: { state: "told_customer" } },
    });
    expect((await app.store.actions.openOfCustomers(PORTAL_ID, [PUMP])).size).toBe(0);
    expect(await app.store.actions.ofCustomer(PORTAL_ID, PUMP, 5)).toHaveLength(1);
    await sendActionNotices(app);
    expect(told().toSorted()).toEqual([
      "analysed",
      "carried_out",
      "checked",
      "closed",
      "opened",
      "planned",
    ]);
    await sendActionNotices(app);
    expect(told()).toHaveLength(6);
  });

  it("is opened once for its purpose", async () => {
    const again = await openAction(app, PORTAL_ID, { ...wanted, title: "Another" });
    expect(again?.action.title).toBe("The pump leaks");
    expect(await app.store.actions.events(PORTAL_ID, wanted.actionId)).toHaveLength(1);
    expect(await openAction(app, OTHER_PORTAL_ID, wanted)).toBeNull();
  });

  it("takes all its customers, however many they are", async () => {
    const customers = Array.from({ length: 1_201 }, (_, id) => ({
      kind: "contact" as const,
      id: `${id}`,
    }));
    const row = await openAction(app, PORTAL_ID, {
      ...wanted,
      actionId: "recurrence:many",
      customers,
    });
    expect(row?.action.customers).toHaveLength(1_201);
  });

  it("goes to the department that takes what is left when its own is unknown", async () => {
    const lost = { ...wanted, actionId: "recurrence:x", department: "abolished" };
    expect((await openAction(app, PORTAL_ID, lost))?.action.department).toBe("support");
  });

  it("asks for the role that a step needs, and puts overrides into the audit log", async () => {
    for (const command of [ANALYSE, plan, CARRY_OUT]) await act(command);
    expect(await act(PASS)).toMatchObject({ outcome: "refused", reason: "not_allowed" });
    await give("manager");
    expect(await act(CLOSE)).toMatchObject({ outcome: "refused", reason: "not_verified" });
    expect(await act({ ...CLOSE, overrideReason: "The product is no longer sold" })).toMatchObject({
      outcome: "done",
    });
    const [entry] = await app.store.audit.of(PORTAL_ID, `action:${wanted.actionId}`, 1);
    expect(entry).toMatchObject({
      action: "action_closed_by_override",
      actor: "1",
      detail: { overrideReason: "The product is no longer sold", role: "manager" },
    });
  });

  it("is acted on once by one press, however often it is told", async () => {
    await act(ANALYSE, { actKey: "the-same" });
    expect(await act(ANALYSE, { actKey: "the-same" })).toMatchObject({ outcome: "done" });
    expect(await app.store.actions.events(PORTAL_ID, wanted.actionId)).toHaveLength(2);
    expect(await act(ANALYSE, { actionId: "unknown" })).toEqual({ outcome: "not_found" });
    expect(await act(ANALYSE, { portalId: OTHER_PORTAL_ID })).toEqual({ outcome: "not_found" });
  });

  it("counts a recurrence once, with its customer", async () => {
    const again = {
      actionId: wanted.actionId,
      recurrenceKey: "t9",
      ticketId: "9",
      customers: [{ kind: "contact" as const, id: "9" }],
    };
    expect(await countRecurrence(app, PORTAL_ID, again)).toBe(true);
    expect(await countRecurrence(app, PORTAL_ID, again)).toBe(true);
    expect(await found()).toMatchObject({ recurrencesInAll: 1, customers: { length: 3 } });
    expect(await countRecurrence(app, PORTAL_ID, { ...again, actionId: "none" })).toBe(false);
    expect(await countRecurrence(app, OTHER_PORTAL_ID, again)).toBe(false);
    await give("manager");
    await act({ ...CLOSE, overrideReason: "a duplicate" });
    expect(await countRecurrence(app, PORTAL_ID, { ...again, recurrenceKey: "t10" })).toBe(false);
  });

  it("climbs its ladder while its step is overdue, each level once, and begins anew with another day", async () => {
    await act(ANALYSE);
    await act(plan);
    await sendActionNotices(app);
    const turn = () => turnActions(app, `${PORTAL_ID}:hour-1`);
    expect(await turn()).toBe(0);
    app.time.now = Date.parse("2026-06-15T10:00:00+02:00");
    expect(await turn()).toBe(2);
    expect(await turn()).toBe(0);
    await sendActionNotices(app);
    const calls = app.notifier.callsOf("post").flatMap(({ notice }) =>
      notice.kind === "action" && notice.event.kind === "overdue_told"
        ? [
            {
              level: notice.event.level,
              people: notice.called.map(({ name }) => name),
              days: notice.overdueDays,
            },
          ]
        : [],
    );
    expect(calls).toEqual([
      { level: 1, people: ["Otto"], days: 3 },
      { level: 2, people: ["Otto", "B. Lead"], days: 3 },
    ]);
    await act({ ...plan, dueDate: "2026-06-30" });
    expect((await found())?.toldLevels).toEqual([]);
    expect(await turn()).toBe(0);
  });

  it("is not told where the portal only observes, nor noted as told", async () => {
    await app.connect({ policy: officePolicy(), mode: "observe" });
    app.time.now = START + 30 * DAY;
    expect(await turnActions(app, `${PORTAL_ID}:hour-1`)).toBe(0);
    expect(await sendActionNotices(app)).toBe(1);
    expect(told()).toEqual([]);
  });

  it("stands in the report with its age, and by how much it is overdue", async () => {
    app.time.now = START + 10 * DAY;
    await openAction(app, PORTAL_ID, { ...wanted, actionId: "recurrence:new", title: "New" });
    expect(await listActions(app, PORTAL_ID)).toMatchObject([
      { title: "The pump leaks", ageDays: 10, overdueDays: 4, owner: null, customersWaiting: 2 },
      { title: "New", ageDays: 0, overdueDays: 0 },
    ]);
    expect(await listActions(app, OTHER_PORTAL_ID)).toBeNull();
  });
});
