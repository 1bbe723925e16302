import { describe, expect, it } from "vitest";
import {
  BELONGING,
  isDropped,
  maySend,
  propertiesThatAreOn,
  sendsThatAreOn,
} from "../../../src/app/outbox/parts-of-sends.ts";
import { type Mode, Part } from "../../../src/domain/governance/mode.ts";
import type { CrmObject } from "../../../src/ports/crm.ts";
import type { OutboxTarget } from "../../../src/ports/outbox-store.ts";

const targets: readonly OutboxTarget[] = [
  { kind: "ticket_properties", subjectId: "7" },
  { kind: "customer_properties", subjectId: "company:1" },
  { kind: "visit_task", subjectId: "v1" },
  { kind: "case_message", subjectId: "7-1" },
];
const own = {
  aftercare_tier: "key",
  aftercare_worst_status: "running",
  aftercare_complaint_answer_state: "running",
  aftercare_escalation_state: "open",
  aftercare_complaint_state: "answered",
  aftercare_rating_link: "",
};
const ofCustomer = { aftercare_tier: "key", aftercare_tier_score: "9", aftercare_next_visit: "" };

describe("what is sent of a portal that is switched on in part", () => {
  it.each<{ mode: Mode; kinds: readonly string[] }>([
    { mode: "observe", kinds: [] },
    { mode: ["tiers"], kinds: ["ticket_properties", "customer_properties"] },
    { mode: ["clocks"], kinds: ["ticket_properties"] },
    { mode: ["escalation"], kinds: ["ticket_properties", "case_message"] },
    { mode: ["visits"], kinds: ["ticket_properties", "customer_properties", "visit_task"] },
    { mode: "live", kinds: targets.map(({ kind }) => kind) },
  ])("is of the kinds of its parts: $mode", ({ mode, kinds }) => {
    expect(sendsThatAreOn(mode, targets).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each<{ mode: Mode; object: CrmObject; names: readonly string[] }>([
    { mode: ["tiers"], object: "ticket", names: ["aftercare_tier"] },
    {
      mode: ["clocks"],
      object: "ticket",
      names: ["aftercare_worst_status", "aftercare_complaint_answer_state"],
    },
    {
      mode: ["escalation"],
      object: "ticket",
      names: ["aftercare_escalation_state", "aftercare_complaint_state"],
    },
    { mode: ["visits"], object: "ticket", names: ["aftercare_rating_link"] },
    { mode: ["tiers"], object: "company", names: ["aftercare_tier", "aftercare_tier_score"] },
    { mode: ["visits"], object: "contact", names: ["aftercare_next_visit"] },
    { mode: "live", object: "contact", names: Object.keys(ofCustomer) },
  ])("has the properties of its parts: $mode of a $object", ({ mode, object, names }) => {
    const properties = object === "ticket" ? own : ofCustomer;
    expect(Object.keys(propertiesThatAreOn(mode, object, properties))).toEqual(names);
  });

  it("belongs to a part that can be switched, whatever its kind", () => {
    for (const [kind, { parts }] of Object.entries(BELONGING)) {
      // What is owed to somebody who was erased is owed whatever is on.
      expect(parts.length === 0).toBe(kind === "message_removal");
      expect(Part.options).toEqual(expect.arrayContaining([...parts]));
    }
  });

  it("is asked for and sent whatever is on when it is owed to somebody who was erased", () => {
    const removal: OutboxTarget = { kind: "message_removal", subjectId: "C1 1.2" };
    expect(sendsThatAreOn("observe", [removal])).toEqual([removal]);
    expect(maySend("observe", "message_removal")).toBe(true);
    expect(maySend("observe", "case_message")).toBe(false);
  });

  it("drops news while their part is off, but never what may have gone out", () => {
    const row = {
      ...{ portalId: "1", subjectId: "a", revision: 1, sentRevision: 0, attempts: 0 },
      ...{ sendingSince: null, sentFingerprint: null },
    };
    expect(isDropped({ ...row, kind: "complaint_notice" })).toBe(true);
    expect(isDropped({ ...row, kind: "complaint_notice", sendingSince: 1 })).toBe(false);
    expect(isDropped({ ...row, kind: "case_message" })).toBe(false);
  });
});
