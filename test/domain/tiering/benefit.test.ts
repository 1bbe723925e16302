import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BenefitGrant,
  type BenefitUse,
  benefitsDue,
  benefitsLeft,
  expiringBenefits,
} from "../../../src/domain/tiering/benefit.ts";
import { Benefit } from "../../../src/domain/tiering/tier.ts";
import { DAY } from "../../support/score-paths.ts";

const words = { en: "x", "zh-TW": "x", "zh-CN": "x" };
const by = { id: "7", name: "Lin Ya-ting" };
const benefitOf = (id: string, quota: number, validDays: number) =>
  Benefit.parse({ id, name: words, text: words, quota, validDays });
const visit = benefitOf("visit", 2, 30);
const grant: BenefitGrant = {
  grantId: "visit 0",
  benefitId: "visit",
  grantedAt: 0,
  expiresAt: 30 * DAY,
  quota: 2,
  by: "tier",
};
const useOf = ({ grantId }: BenefitGrant, at: number): BenefitUse => ({
  useKey: `${grantId} ${at}`,
  grantId,
  at,
  by,
  note: "",
});

describe("benefitsLeft", () => {
  it.each<{ name: string; now: number; uses: number; left: number[] }>([
    { name: "nothing before it is granted", now: -1, uses: 0, left: [] },
    { name: "all of it from that instant on", now: 0, uses: 0, left: [2] },
    { name: "what was not used", now: 1, uses: 1, left: [1] },
    { name: "nothing once all is used", now: 1, uses: 2, left: [] },
    { name: "what is left until the last moment", now: 30 * DAY - 1, uses: 1, left: [1] },
    { name: "nothing when it expires", now: 30 * DAY, uses: 0, left: [] },
  ])("has $name", ({ now, uses, left }) => {
    const used = Array.from({ length: uses }, (_, index) => useOf(grant, index));
    expect(benefitsLeft([grant], used, now).map((one) => one.left)).toEqual(left);
  });

  it("has what expires first at the front, whatever the order it was granted in", () => {
    const later = { ...grant, grantId: "visit 9", expiresAt: 40 * DAY };
    const twin = { ...grant, grantId: "a twin" };
    for (const grants of [
      [later, grant, twin],
      [twin, grant, later],
    ]) {
      const order = benefitsLeft(grants, [], 1).map(({ grantId }) => grantId);
      expect(order).toEqual(["a twin", "visit 0", "visit 9"]);
    }
  });

  it("counts the uses of each grant apart", () => {
    const other = { ...grant, grantId: "visit 9" };
    expect(benefitsLeft([grant, other], [useOf(other, 1)], 2).map(({ left }) => left)).toEqual([
      2, 1,
    ]);
  });
});

describe("benefitsDue", () => {
  it("grants all that the tier brings when the customer enters it", () => {
    expect(benefitsDue([visit, benefitOf("gift", 1, 365)], [], 3 * DAY + 5)).toEqual([
      {
        ...grant,
        grantId: "visit 3",
        grantedAt: 3 * DAY + 5,
        expiresAt: 33 * DAY + 5,
      },
      {
        grantId: "gift 3",
        benefitId: "gift",
        grantedAt: 3 * DAY + 5,
        expiresAt: 368 * DAY + 5,
        quota: 1,
        by: "tier",
      },
    ]);
  });

  it.each<{ name: string; grants: BenefitGrant[]; now: number; due: string[] }>([
    { name: "nothing while it holds", grants: [grant], now: 30 * DAY - 1, due: [] },
    { name: "anew when it has expired", grants: [grant], now: 30 * DAY, due: ["visit 30"] },
    {
      name: "nothing while the latest of several holds",
      grants: [grant, { ...grant, grantId: "visit 5", expiresAt: 50 * DAY }],
      now: 31 * DAY,
      due: [],
    },
    {
      name: "its own beside what a person gave",
      grants: [{ ...grant, by }],
      now: 1,
      due: ["visit 0"],
    },
    {
      name: "its own beside another benefit",
      grants: [{ ...grant, benefitId: "gift" }],
      now: 1,
      due: ["visit 0"],
    },
  ])("grants $name", ({ grants, now, due }) => {
    expect(benefitsDue([visit], grants, now).map(({ grantId }) => grantId)).toEqual(due);
  });

  it("two looks of one day at the same grants give the same ids, so that one of them is stored", () => {
    const ids = [0, 1, DAY - 1].map((at) => benefitsDue([visit], [], 5 * DAY + at)[0]?.grantId);
    expect(new Set(ids)).toEqual(new Set(["visit 5"]));
  });

  it("never lets more be used within a validity than the quota, however often it is looked at", () => {
    const days = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 4 }), (pauses, quota) => {
        const benefit = benefitOf("visit", quota, 30);
        const grants: BenefitGrant[] = [];
        const uses: BenefitUse[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause * DAY;
          grants.push(...benefitsDue([benefit], grants, now));
          expect(benefitsDue([benefit], grants, now)).toEqual([]);
          const [first] = benefitsLeft(grants, uses, now);
          if (first !== undefined) uses.push({ ...useOf(first, now), useKey: String(uses.length) });
        }
        for (const { at } of uses) {
          const within = uses.filter((use) => use.at >= at && use.at < at + 30 * DAY);
          const held = grants.filter(({ grantedAt }) => grantedAt < at + 30 * DAY);
          const reached = held.filter(({ expiresAt }) => expiresAt > at);
          expect(within.length).toBeLessThanOrEqual(reached.length * quota);
        }
        for (const { grantId } of grants) {
          expect(uses.filter((use) => use.grantId === grantId).length).toBeLessThanOrEqual(quota);
        }
        const spans = grants.map(({ grantedAt, expiresAt }) => [grantedAt, expiresAt]);
        for (const [index, [grantedAt = 0]] of spans.entries()) {
          expect(grantedAt).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
        }
      }),
    );
  });
});

describe("expiringBenefits", () => {
  it.each<{ name: string; now: number; uses: number; found: number }>([
    { name: "not yet", now: 23 * DAY - 1, uses: 0, found: 0 },
    { name: "so many days before", now: 23 * DAY, uses: 0, found: 1 },
    { name: "in its last moment", now: 30 * DAY - 1, uses: 1, found: 1 },
    { name: "not when it has expired", now: 30 * DAY, uses: 0, found: 0 },
    { name: "not when all was used", now: 29 * DAY, uses: 2, found: 0 },
  ])("names what nobody used: $name", ({ now, uses, found }) => {
    const used = Array.from({ length: uses }, (_, index) => useOf(grant, index));
    expect(expiringBenefits([grant], used, { now, withinDays: 7 })).toHaveLength(found);
  });
});
