import { describe, expect, it } from "vitest";
import { isRealContact, type LoggedActivity } from "../../../src/domain/visits/real-contact.ts";

const NOW = 1_000;

function activity(changes: Partial<LoggedActivity>): LoggedActivity {
  const told = { ownerId: null, outcome: null, status: null, direction: null };
  return { kind: "call", at: NOW, ...told, ...changes };
}

describe("isRealContact", () => {
  it.each<{ name: string; changes: Partial<LoggedActivity>; isReal: boolean }>([
    { name: "a call that nobody qualified", changes: {}, isReal: true },
    {
      name: "a call that was answered",
      changes: { outcome: "f240bbac-87c9-4f6e-bf70-924b57d47db7", status: "COMPLETED" },
      isReal: true,
    },
    {
      name: "a call into a voicemail",
      changes: { outcome: "b2cf5968-551e-4856-9783-52b3da59a7d0", status: "COMPLETED" },
      isReal: false,
    },
    { name: "a call told in words", changes: { outcome: "No answer" }, isReal: false },
    { name: "a call that was missed", changes: { status: "NO_ANSWER" }, isReal: false },
    { name: "a call of tomorrow", changes: { at: NOW + 1 }, isReal: false },
    { name: "a meeting without an outcome", changes: { kind: "meeting" }, isReal: true },
    {
      name: "a meeting that was held",
      changes: { kind: "meeting", outcome: "COMPLETED" },
      isReal: true,
    },
    {
      name: "a meeting without the customer",
      changes: { kind: "meeting", outcome: "NO_SHOW" },
      isReal: false,
    },
    {
      name: "a meeting called off",
      changes: { kind: "meeting", outcome: "CANCELLED" },
      isReal: false,
    },
    {
      name: "the same in HubSpot's spelling",
      changes: { kind: "meeting", outcome: "CANCELED" },
      isReal: false,
    },
    {
      name: "an e-mail to the customer",
      changes: { kind: "email", direction: "EMAIL" },
      isReal: true,
    },
    {
      name: "an e-mail that came back",
      changes: { kind: "email", direction: "EMAIL", status: "BOUNCED" },
      isReal: false,
    },
    {
      name: "an e-mail of the customer",
      changes: { kind: "email", direction: "INCOMING_EMAIL" },
      isReal: false,
    },
    { name: "an e-mail of unknown direction", changes: { kind: "email" }, isReal: false },
    { name: "a message that somebody logged", changes: { kind: "message" }, isReal: true },
    {
      name: "a message of the customer",
      changes: { kind: "message", direction: "INBOUND" },
      isReal: false,
    },
    {
      name: "a message that failed",
      changes: { kind: "message", status: "FAILED" },
      isReal: false,
    },
  ])("$name: $isReal", ({ changes, isReal }) => {
    expect(isRealContact(activity(changes), NOW)).toBe(isReal);
  });
});
