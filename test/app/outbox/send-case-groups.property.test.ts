import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendCaseGroups } from "../../../src/app/outbox/send-case-groups.ts";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { appUnderTest, MINUTE, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { hourPolicy, manyCases } from "../../support/many-cases.ts";

const ORDERS = 6;
const SEED = 20_261_129;

/** Cases that come in some turns, and how often each process looks in between. */
type Weather = {
  readonly turns: readonly {
    readonly cases: number;
    readonly minutes: number;
    readonly looks: number;
  }[];
  readonly order: readonly number[];
};

const weather: fc.Arbitrary<Weather> = fc.record({
  turns: fc.array(
    fc.record({
      cases: fc.integer({ min: 0, max: 5 }),
      minutes: fc.integer({ min: 0, max: 7 }),
      looks: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 3, maxLength: 6 },
  ),
  order: fc.array(fc.nat(1_000), { minLength: 30, maxLength: 30 }),
});
const weathers = fc
  .sample(weather, { numRuns: ORDERS, seed: SEED })
  .map((value, index) => ({ name: `weather ${index + 1}`, value }));

describe("cases that come as they like", () => {
  const open = useEmbeddedDatabase();

  it.each(weathers)(
    "are told exactly once each: alone, or in one list ($name)",
    async ({ value }) => {
      const app = appUnderTest(await open());
      const many = manyCases(app);
      await app.connect({ policy: hourPolicy({ storm: { moreThan: 4, withinMinutes: 10 } }) });
      for (const { cases, minutes, looks } of value.turns) {
        if (cases > 0) await many.open(cases);
        for (let look = 0; look < looks; look += 1) {
          await Promise.all([sendCaseMessages(app), sendCaseMessages(app), sendCaseGroups(app)]);
        }
        app.time.now += minutes * MINUTE;
      }
      await many.send();
      const groupOf = await many.groupOf();
      const roots = many.roots();
      expect(new Set(roots).size).toBe(roots.length);
      const alone = [...groupOf]
        .filter(([, groupId]) => groupId === null)
        .map(([caseId]) => caseId);
      expect(roots.toSorted()).toEqual(alone.toSorted());
      for (const group of many.groups()) {
        const listed = group.live.lines.map(({ caseId }) => caseId);
        const stored = [...groupOf].filter(([, groupId]) => groupId === group.groupId);
        expect(listed.toSorted()).toEqual(stored.map(([caseId]) => caseId).toSorted());
      }
      const groupIds = new Set([...groupOf.values()].filter((groupId) => groupId !== null));
      expect(many.groups()).toHaveLength(groupIds.size);
      expect(many.posts()).toBe(roots.length + groupIds.size);
    },
  );

  it("stand in the same place whichever of them is looked at first", async () => {
    const places: string[] = [];
    for (const { value } of weathers.slice(0, 3)) {
      const app = appUnderTest(await open());
      const many = manyCases(app);
      await app.connect({ policy: hourPolicy({ storm: { moreThan: 4, withinMinutes: 10 } }) });
      await many.open(12);
      // Asked for again one by one, the oldest request comes first.
      const ids = Array.from({ length: 12 }, (_, index) => `${index + 1}-1`);
      const rank = (caseId: string) => value.order[ids.indexOf(caseId)] ?? 0;
      for (const [index, subjectId] of ids.toSorted((a, b) => rank(a) - rank(b)).entries()) {
        const target = { kind: "case_message" as const, subjectId };
        await app.store.outbox.request(PORTAL_ID, [target], app.time.now + index);
      }
      app.time.now += 12;
      await many.send();
      const groupOf = [...(await many.groupOf())];
      places.push(JSON.stringify(groupOf.map(([caseId, groupId]) => [caseId, groupId !== null])));
      expect(many.posts()).toBe(1);
    }
    expect(new Set(places).size).toBe(1);
  });
});
