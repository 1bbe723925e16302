import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/domain/complaints/recurrence.ts";
import { affectedCustomers, nameClusters } from "../../../src/domain/complaints/recurrence-key.ts";

function cluster(...ids: readonly string[]): Cluster {
  const tickets = ids.map((ticketId, index) => ({
    ticketId,
    createdAt: index,
    category: null,
    product: null,
    text: "",
    customers: [{ kind: "contact" as const, id: `c-${ticketId}` }],
  }));
  return { category: null, product: null, terms: [], tickets };
}

describe("a cluster", () => {
  it("that nobody knows is named after its oldest ticket", () => {
    expect(nameClusters([cluster("1", "2")], new Map())).toMatchObject([
      { key: "1", isNew: true, added: ["1", "2"] },
    ]);
  });

  it("keeps its name when it grows and its oldest tickets are not looked at any more", () => {
    const known = new Map([
      ["1", "1"],
      ["2", "1"],
    ]);
    expect(nameClusters([cluster("2", "3")], known)).toMatchObject([
      { key: "1", isNew: false, added: ["3"] },
    ]);
  });

  it("that joins two known ones is evidence for the one it has more tickets of", () => {
    const known = new Map([
      ["1", "1"],
      ["5", "5"],
      ["6", "5"],
    ]);
    expect(nameClusters([cluster("1", "5", "6", "7")], known)).toMatchObject([
      { key: "5", isNew: false, added: ["7"] },
    ]);
  });

  it("with as many tickets of two goes by the smaller name, whatever the order", () => {
    const known = new Map([
      ["1", "a"],
      ["2", "b"],
    ]);
    expect(nameClusters([cluster("1", "2")], known)[0]?.key).toBe("a");
    expect(nameClusters([cluster("2", "1")], known)[0]?.key).toBe("a");
  });
});

it("everybody who is affected is named once, with who has the same product", () => {
  const { tickets } = cluster("1", "2");
  const others = [
    { kind: "company" as const, id: "9" },
    { kind: "contact" as const, id: "c-2" },
  ];
  expect(affectedCustomers([...tickets, ...tickets], others)).toEqual([
    { kind: "contact", id: "c-1" },
    { kind: "contact", id: "c-2" },
    { kind: "company", id: "9" },
  ]);
});
