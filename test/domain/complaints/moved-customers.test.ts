import { describe, expect, it } from "vitest";
import type { AffectedCustomer } from "../../../src/domain/complaints/action.ts";
import type { ActionEvent } from "../../../src/domain/complaints/action-event.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import { actionOf, MEI, opened } from "../../support/action-story.ts";

const contact = (id: string): CustomerRef => ({ kind: "contact", id });
const ANA = contact("a");
const BEN = contact("b");
const CIS = contact("c");

describe("customers of a corrective action whose records were merged", () => {
  const informed = (one: CustomerRef): ActionEvent => ({
    ...{ kind: "informed", customers: [one], text: "Fixed", channel: "email", by: MEI },
  });
  const excluded = (one: CustomerRef): ActionEvent => ({
    ...{ kind: "excluded", customers: [one], reason: "Gone", by: MEI },
  });
  const moved = (from: CustomerRef, into: CustomerRef): ActionEvent => ({
    kind: "customer_moved",
    from,
    into,
  });
  const customersAfter = (...events: readonly ActionEvent[]) =>
    actionOf(
      [{ ...opened, customers: [ANA, BEN, CIS] }, ...events].map((event, at) => ({ at, event })),
    ).customers;
  const told = (customers: readonly AffectedCustomer[]) =>
    customers.map(({ customer, state }) => `${customer.id} ${state}`);

  it("are the other record from then on, in their place", () => {
    expect(told(customersAfter(moved(BEN, contact("n"))))).toEqual([
      "a waiting",
      "n waiting",
      "c waiting",
    ]);
  });

  it.each<{ name: string; before: readonly ActionEvent[]; state: string }>([
    { name: "wait when both wait", before: [], state: "a waiting" },
    { name: "are told when one was told", before: [informed(CIS)], state: "a informed" },
    {
      name: "are told when one was told and the other left out",
      before: [informed(ANA), excluded(CIS)],
      state: "a informed",
    },
    { name: "wait when only one was left out", before: [excluded(CIS)], state: "a waiting" },
    {
      name: "are left out when both were",
      before: [excluded(CIS), excluded(ANA)],
      state: "a excluded",
    },
  ])("$name", ({ before, state }) => {
    const after = customersAfter(...before, moved(CIS, ANA));
    expect(told(after)).toEqual([state, "b waiting"]);
    expect(told(customersAfter(...before, moved(CIS, ANA), moved(CIS, ANA)))).toEqual(told(after));
  });

  it("keep what one of them was told, and by whom", () => {
    const [first] = customersAfter(informed(CIS), moved(CIS, ANA));
    expect(first).toEqual({ customer: ANA, state: "informed", text: "Fixed", by: MEI, at: 1 });
  });

  it("are nobody new where the action does not concern them", () => {
    expect(told(customersAfter(moved(contact("x"), contact("y"))))).toEqual(told(customersAfter()));
  });
});
