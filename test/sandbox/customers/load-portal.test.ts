import { expect, it } from "vitest";
import { importIntoCrm } from "../../../sandbox/customers/import-into-crm.ts";
import { loadPurchases } from "../../../sandbox/customers/load-portal.ts";
import { createTestCrm, NOW } from "../local-crm/start-local-crm.ts";

const purchases = [
  { customer: "12345", invoice: "500001", at: NOW - 9_000, amount: 120.5 },
  { customer: "12345", invoice: "C500002", at: NOW - 5_000, amount: -20.25 },
  { customer: "12346", invoice: "500003", at: NOW - 1_000, amount: 7 },
];

it("makes a contact of each customer and a won deal of each invoice", () => {
  const { portal } = createTestCrm();
  const contacts = loadPurchases(portal, purchases);
  const contact = { type: "contacts" as const, id: contacts.get("12345") ?? "" };
  expect([...contacts.keys()]).toEqual(["12345", "12346"]);
  expect(portal.read(contact)?.properties).toMatchObject({
    total_revenue: "100.25",
    num_associated_deals: "2",
  });
  const deals = portal.associated(contact, "deals").map((id) => portal.read({ type: "deals", id }));
  expect(deals.map((deal) => [deal?.properties["dealname"], deal?.properties["amount"]])).toEqual([
    ["500001", "120.5"],
    ["C500002", "-20.25"],
  ]);
});

it("lets the production adapter read them as the file has them", async () => {
  const run = await importIntoCrm(purchases);
  expect(run).toMatchObject({ contacts: 2, deals: 3, differences: [] });
});
