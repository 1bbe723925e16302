import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cluster,
  type ComparedTicket,
  findRecurrences,
} from "../../../src/domain/complaints/recurrence.ts";
import { RecurrenceRules } from "../../../src/domain/governance/recurrence-rules.ts";
import { FIRST_DAY, noiseTickets, plantedTickets } from "../../support/ticket-texts.ts";

const dayMs = 86_400_000;
const rules = RecurrenceRules.parse({ isOn: true });
const slowestMs = 2_000;

const leaks = [
  "Pump leaks at the seal",
  "Seal of the pump leaking",
  "leaking pump seal",
  "The pump seal leaks again",
  "Pump: seal leaked",
];

function tickets(changes: (index: number) => Partial<ComparedTicket> = () => ({})) {
  return leaks.map(
    (text, index): ComparedTicket => ({
      ticketId: `t${index}`,
      createdAt: FIRST_DAY + index * dayMs,
      category: "PRODUCT_ISSUE",
      product: null,
      text,
      customers: [{ kind: "contact", id: String(index) }],
      ...changes(index),
    }),
  );
}

const idsOf = (clusters: readonly Cluster[]) =>
  clusters.map((cluster) => cluster.tickets.map(({ ticketId }) => ticketId));

describe("a fault among 5,000 tickets", () => {
  it.each([1, 2, 3, 4, 5])("is found in both languages, and nothing else (seed %i)", (seed) => {
    const english = plantedTickets(seed, { language: "en", count: 14 });
    const chinese = plantedTickets(seed, { language: "zh", count: 12 });
    const all = [...noiseTickets(seed, 4_974), ...english, ...chinese];
    const planted = new Set([...english, ...chinese].map(({ ticketId }) => ticketId));

    const found = idsOf(findRecurrences(all, rules));

    const right = found.flat().filter((id) => planted.has(id)).length;
    expect(right / planted.size).toBeGreaterThanOrEqual(0.9);
    expect(right / found.flat().length).toBeGreaterThanOrEqual(0.95);
    expect(found).toHaveLength(2);
    for (const ids of found) expect(new Set(ids.map((id) => id.slice(0, 2))).size).toBe(1);
  });

  it.each([1, 2, 3, 4, 5])("is not found where there is none (seed %i)", (seed) => {
    expect(findRecurrences(noiseTickets(seed, 5_000), rules)).toEqual([]);
  });

  it("is found fast enough for a night", () => {
    const all = [...noiseTickets(9, 4_988), ...plantedTickets(9, { language: "zh", count: 12 })];
    const spent = [1, 2, 3].map(() => {
      // Processor time: what others do on the machine is not ours.
      const before = process.threadCpuUsage();
      findRecurrences(all, rules);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1_000;
    });
    expect(Math.min(...spent)).toBeLessThan(slowestMs);
  });

  it("is explained by the words that its tickets share", () => {
    const all = [...noiseTickets(3, 2_000), ...plantedTickets(3, { language: "en", count: 14 })];
    const [cluster] = findRecurrences(all, rules);
    const terms = (cluster?.terms ?? []).map(({ term }) => term);
    expect(terms).toEqual(expect.arrayContaining(["seal", "shaft", "leak", "pump"]));
    for (const { tickets: count } of cluster?.terms ?? []) expect(count).toBeGreaterThan(10);
  });
});

describe("tickets that are alike", () => {
  const noise = noiseTickets(7, 400);
  it.each<{ name: string; among: readonly ComparedTicket[]; clusters: number }>([
    { name: "are one cluster from the fifth on", among: tickets(), clusters: 1 },
    { name: "are none before", among: tickets().slice(1), clusters: 0 },
    {
      name: "are none over a longer time",
      among: tickets((index) => ({ createdAt: FIRST_DAY + index * 8 * dayMs })),
      clusters: 0,
    },
    {
      name: "are one on the last millisecond of the time",
      among: tickets((index) => ({ createdAt: FIRST_DAY + index * 7.5 * dayMs })),
      clusters: 1,
    },
    {
      name: "are none one millisecond later",
      among: tickets((index) => ({
        createdAt: FIRST_DAY + index * 7.5 * dayMs + (index === 4 ? 1 : 0),
      })),
      clusters: 0,
    },
    {
      name: "are none when one customer wrote them all",
      among: tickets(() => ({ customers: [{ kind: "company", id: "1" }] })),
      clusters: 0,
    },
    {
      name: "are one when nobody knows whose they are",
      among: tickets(() => ({ customers: [] })),
      clusters: 1,
    },
    {
      name: "are none in different categories",
      among: tickets((index) => ({ category: index < 2 ? "BILLING_ISSUE" : null })),
      clusters: 0,
    },
    {
      name: "are none of different products",
      among: tickets((index) => ({ product: index < 2 ? "P1" : "P2" })),
      clusters: 0,
    },
  ])("$name", ({ among, clusters }) => {
    expect(findRecurrences([...noise, ...among], rules)).toHaveLength(clusters);
  });

  it("are found among few others, and when all of them are", () => {
    expect(idsOf(findRecurrences(tickets(), rules))).toEqual([["t0", "t1", "t2", "t3", "t4"]]);
  });

  it("leave one between two clusters to that which it is more like", () => {
    const seals = tickets((index) => ({ text: `pump seal leaks ${"ab"[index % 2]}` }));
    const doors = tickets((index) => ({ ticketId: `d${index}`, text: "door hinge squeaks" }));
    const between = (text: string): ComparedTicket => ({
      ticketId: "between",
      createdAt: FIRST_DAY,
      category: "PRODUCT_ISSUE",
      product: null,
      text,
      customers: [],
    });
    const clusterOf = (text: string) =>
      findRecurrences([...noise, ...seals, ...doors, between(text)], rules)
        .find((cluster) => cluster.tickets.some(({ ticketId }) => ticketId === "between"))
        ?.tickets.map(({ ticketId }) => ticketId)
        .filter((id) => id !== "between")
        .map((id) => id.slice(0, 1));
    expect(new Set(clusterOf("pump seal leaks a"))).toEqual(new Set(["t"]));
    expect(new Set(clusterOf("door hinge squeaks"))).toEqual(new Set(["d"]));
  });

  it("need enough of them within one stretch, not on either side of a heart", () => {
    const spread = tickets((index) => ({ createdAt: FIRST_DAY + index * 12 * dayMs }));
    expect(findRecurrences([...noise, ...spread], { ...rules, tickets: 4 })).toEqual([]);
  });

  it("take in one that is like them but has too few of its own around", () => {
    const late: ComparedTicket = {
      ...tickets()[0],
      ticketId: "late",
      createdAt: FIRST_DAY + 32 * dayMs,
      category: "PRODUCT_ISSUE",
      product: null,
      text: "pump seal leak",
      customers: [],
    };
    expect(idsOf(findRecurrences([...noise, ...tickets(), late], rules))).toEqual([
      ["t0", "t1", "t2", "t3", "t4", "late"],
    ]);
  });

  it("are none when all that they share is a phrase that everybody uses", () => {
    const polite = Array.from({ length: 400 }, (_, index) => ({
      ...tickets()[0],
      ticketId: `p${index}`,
      createdAt: FIRST_DAY + index * dayMs,
      category: index % 20 === 0 ? "PRODUCT_ISSUE" : `other ${index % 20}`,
      product: null,
      text: `please help me quickly x${index}`,
      customers: [{ kind: "contact" as const, id: String(index) }],
    }));
    expect(findRecurrences(polite, { ...rules, withinDays: 365 })).toEqual([]);
  });

  it("are told with the largest cluster first, then the oldest", () => {
    const doors = tickets((index) => ({
      ticketId: `d${index}`,
      text: "Door hinge squeaks loudly",
      createdAt: FIRST_DAY + (index - 1) * dayMs,
    }));
    const lamps = ["l0", "l1", "l2", "l3", "l4", "l5"].map((ticketId, index) => ({
      ...doors[0],
      ticketId,
      category: null,
      product: null,
      text: "Lamp switch sparks",
      createdAt: FIRST_DAY + (index + 3) * dayMs,
      customers: [{ kind: "contact" as const, id: ticketId }],
    }));
    const found = findRecurrences([...noise, ...tickets(), ...doors, ...lamps], rules);
    expect(idsOf(found).map(([first]) => first)).toEqual(["l0", "d0", "t0"]);
  });
});

describe("any tickets", () => {
  const words = fc.constantFrom("pump", "seal", "leaks", "door", "水泵", "漏水", "please", "help");
  const ticket = fc.record({
    createdAt: fc.integer({ min: 0, max: 60 }).map((day) => FIRST_DAY + day * dayMs),
    category: fc.constantFrom("A", "B", null),
    product: fc.constantFrom("P", null),
    text: fc.array(words, { maxLength: 5 }).map((some) => some.join(" ")),
    customers: fc.constantFrom([], [{ kind: "contact" as const, id: "1" }]),
  });
  const some = fc
    .array(ticket, { maxLength: 40 })
    .map((list) => list.map((one, index) => ({ ...one, ticketId: String(index) })));
  const loose = { ...rules, tickets: 3, customers: 1 };

  it("give the same clusters in whatever order they come", () => {
    fc.assert(
      fc.property(
        some.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(findRecurrences(shuffled, loose)).toEqual(findRecurrences(list, loose));
        },
      ),
    );
  });

  it("are in one cluster at most, of one category and product, with enough within the time", () => {
    fc.assert(
      fc.property(some, (list) => {
        const clusters = findRecurrences(list, loose);
        const ids = idsOf(clusters).flat();
        expect(new Set(ids).size).toBe(ids.length);
        for (const { tickets: members, category, product } of clusters) {
          expect(members.length).toBeGreaterThanOrEqual(loose.tickets);
          for (const member of members) expect(member).toMatchObject({ category, product });
          const times = members.map(({ createdAt }) => createdAt).toSorted((a, b) => a - b);
          const isDense = times.some((at) => {
            const until = at + loose.withinDays * dayMs;
            return times.filter((time) => time >= at && time <= until).length >= loose.tickets;
          });
          expect(isDense).toBe(true);
        }
      }),
    );
  });
});
