import { describe, expect, it } from "vitest";
import { ACTION_PATH, COMPLAINT_PATH } from "../../../src/adapters/http/card-routes.ts";
import type { Role } from "../../../src/domain/governance/permission.ts";
import {
  ACTION_ID,
  analysis,
  confirmed,
  PORTAL,
  plan,
  useComplaintDesk,
} from "./complaint-desk.ts";

describe("what the card of a ticket sends wrongly about complaints and corrective actions", () => {
  const { app, send, act, openAction, give, marks, eventsOf } = useComplaintDesk();

  it.each([
    { name: "an act that there is not", body: { act: "forgiven", values: {} } },
    { name: "a severity that there is not", values: { ...confirmed, severity: "awful" } },
    { name: "no severity", values: { department: "as routed" } },
    { name: "a field of its own", values: { ...confirmed, by: "somebody" } },
    { name: "too long a text", values: { ...confirmed, text: "x".repeat(2_001) } },
    { name: "a key that is too short", body: { act: "confirmed", values: confirmed, actKey: "k" } },
    { name: "no values", body: { act: "confirmed" } },
  ])("refuses a complaint with $name, and keeps nothing", async ({ values = {}, body }) => {
    const told = body ?? { act: "confirmed", values };
    expect((await send(COMPLAINT_PATH, told)).status).toBe(400);
    expect(await marks()).toEqual([]);
  });

  it.each([
    { name: "no root cause", act: "analyse", values: { whys: "why" } },
    { name: "blanks as a root cause", act: "analyse", values: { rootCause: "   " } },
    { name: "a day that there is not", act: "plan", values: { ...plan, dueDate: "2026-02-30" } },
    { name: "no owner", act: "plan", values: { ...plan, owner: "" } },
    { name: "a result of its own", act: "check", values: { result: "maybe", note: "x" } },
    { name: "a check without words", act: "check", values: { result: "effective" } },
    { name: "a channel of its own", act: "inform", values: { text: "x", channel: "dream" } },
    { name: "an act that there is not", act: "forget", values: {} },
  ])("refuses a corrective action with $name, and keeps nothing", async (told) => {
    await openAction();
    const { act: name, values } = told;
    expect((await send(ACTION_PATH, { act: name, actionId: ACTION_ID, values })).status).toBe(400);
    expect(await eventsOf()).toEqual(["opened"]);
  });

  it.each([
    { name: "without a title", values: {} },
    { name: "with too long a title", values: { title: "x".repeat(201) } },
  ])("opens no corrective action $name", async ({ values }) => {
    expect((await send(ACTION_PATH, { act: "open", actionId: null, values })).status).toBe(400);
    expect(await app().store.actions.open(PORTAL, 9)).toEqual([]);
  });

  it.each<{ name: string; role: Role; act: string; values: object }>([
    {
      name: "a check by a rep",
      role: "rep",
      act: "check",
      values: { result: "effective", note: "No leak", override: "now" },
    },
    {
      name: "leaving a customer out by a rep",
      role: "rep",
      act: "exclude",
      values: { customer: "company:77", reason: "No customer any more" },
    },
    { name: "closing early by a lead", role: "lead", act: "close", values: { override: "enough" } },
    {
      name: "passing a check early by a lead",
      role: "lead",
      act: "check",
      values: { result: "effective", note: "No leak", override: "now" },
    },
  ])("refuses $name in words, and keeps nothing", async ({ role, act: name, values }) => {
    await give(role);
    await openAction();
    await act("analyse", analysis);
    await act("plan", plan);
    await act("carry_out");
    const before = await eventsOf();
    expect(await act(name, values)).toEqual({
      isDone: false,
      message: "Your role does not allow that.",
    });
    expect(await eventsOf()).toEqual(before);
  });

  it.each([
    {
      name: "an owner whom the account does not know",
      act: "plan",
      values: { ...plan, owner: "999" },
      message: "The account has no such owner.",
    },
    {
      name: "a day that is over",
      act: "plan",
      values: { ...plan, dueDate: "2026-06-01" },
      message: "The due day is over: choose a later one.",
    },
    {
      name: "a customer who is not concerned",
      act: "exclude",
      values: { customer: "contact:77", reason: "why" },
      message: "This customer is not among those concerned.",
    },
    {
      name: "a customer that is nonsense",
      act: "exclude",
      values: { customer: "nobody", reason: "why" },
      message: "This customer is not among those concerned.",
    },
  ])("refuses $name in words", async ({ act: name, values, message }) => {
    await give("lead");
    await openAction();
    await act("analyse", analysis);
    expect(await act(name, values)).toEqual({ isDone: false, message });
  });
});
