import { beforeEach, describe, expect, it } from "vitest";
import { customerUseCases } from "../../../src/app/tiering/customer-use-cases.ts";
import { MAX_OVERRIDE_DAYS, type OverridePress } from "../../../src/app/tiering/override-tier.ts";
import { regradeDue } from "../../../src/app/tiering/regrade-due.ts";
import { expiringBenefits } from "../../../src/app/tiering/use-benefit.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { BOSS, customersUnderTest, DAY, PORTAL_ID, START } from "./customers-under-test.ts";

const ref = { kind: "company", id: "7" } as const;
const set = (changes: Partial<Extract<OverridePress["act"], { kind: "set" }>> = {}) =>
  ({ kind: "set", tier: "key", reason: " Pilot ", untilAt: START + DAY, ...changes }) as const;

describe("a tier by hand", () => {
  const open = useEmbeddedDatabase();
  let under: Awaited<ReturnType<typeof customersUnderTest>>;
  beforeEach(async () => {
    under = await customersUnderTest(await open());
    await under.grade(ref, { total_revenue: "10" });
    under.time.now += 1_000;
  });
  const press = (act: OverridePress["act"], changes: Partial<OverridePress> = {}) =>
    customerUseCases(under).overrideTier({
      portalId: PORTAL_ID,
      customer: ref,
      by: BOSS,
      actKey: JSON.stringify(act),
      act,
      ...changes,
    });

  it("counts at once, with its history and who it was", async () => {
    expect(await press(set())).toMatchObject({ outcome: "done" });
    expect(await under.find(ref)).toMatchObject({
      grade: { tier: "key", standing: { earned: "standard", override: { reason: "Pilot" } } },
      gradedAt: START + 1_000,
    });
    expect(await under.store.tiers.of(PORTAL_ID, ref, 1)).toMatchObject([
      { from: "standard", to: "key", cause: "override", by: { id: "31" }, reason: "Pilot" },
    ]);
    expect(await under.store.audit.of(PORTAL_ID, "company:7", 9)).toMatchObject([
      {
        action: "tier_overridden",
        actor: "31",
        detail: { tierBefore: "standard", tierAfter: "key", reason: "Pilot" },
      },
    ]);
  });

  it("is noted once however often the press is told", async () => {
    await press(set());
    expect(await press(set())).toMatchObject({ outcome: "done" });
    expect(await under.store.audit.of(PORTAL_ID, "company:7", 9)).toHaveLength(1);
  });

  it("ends at its end without anybody's act", async () => {
    await press(set());
    under.time.now = START + DAY - 1;
    expect(await regradeDue(under)).toBe(0);
    under.time.now = START + DAY;
    expect(await regradeDue(under)).toBe(1);
    expect(await under.tierOf(ref)).toBe("standard");
    expect(await under.store.tiers.of(PORTAL_ID, ref, 1)).toMatchObject([
      { from: "key", to: "standard", cause: "override_ended", by: null },
    ]);
    expect(await regradeDue(under)).toBe(0);
  });

  it("ends when somebody takes it back", async () => {
    await press(set());
    under.time.now += 1_000;
    expect(await press({ kind: "end" })).toMatchObject({ outcome: "done" });
    expect(await under.tierOf(ref)).toBe("standard");
    expect(await under.store.tiers.of(PORTAL_ID, ref, 1)).toMatchObject([
      { cause: "override_ended", by: { id: "31" } },
    ]);
  });

  it("may be given by whom a role allows it, whatever the policy names", async () => {
    const grant = { name: "Lea", givenBy: "test", givenAt: START };
    const lea = { userId: "33", email: "lea@example.com" };
    await under.store.roles.save(PORTAL_ID, { ...lea, ...grant, role: "rep" });
    expect(await press(set(), { by: lea })).toMatchObject({ reason: "not_allowed" });
    await under.store.roles.save(PORTAL_ID, { ...lea, ...grant, role: "lead" });
    expect(await press(set(), { by: lea })).toMatchObject({ outcome: "done" });
  });

  it.each<{
    name: string;
    act: OverridePress["act"];
    changes?: Partial<OverridePress>;
    reason: string;
  }>([
    {
      name: "is refused to whom neither a role nor the policy allows it",
      act: set(),
      changes: { by: { userId: "32", email: "rep@example.com" } },
      reason: "not_allowed",
    },
    {
      name: "needs a customer that is known",
      act: set(),
      changes: { customer: { kind: "company", id: "8" } },
      reason: "not_known",
    },
    {
      name: "needs a portal that is connected",
      act: set(),
      changes: { portalId: "9" },
      reason: "not_connected",
    },
    { name: "needs a tier of the policy", act: set({ tier: "gold" }), reason: "unknown_tier" },
    { name: "needs a reason", act: set({ reason: " " }), reason: "without_reason" },
    {
      name: "needs an end that is to come",
      act: set({ untilAt: START + 1_000 }),
      reason: "end_out_of_range",
    },
    {
      name: "does not hold for good",
      act: set({ untilAt: START + 1_001 + MAX_OVERRIDE_DAYS * DAY }),
      reason: "end_out_of_range",
    },
    { name: "cannot end before it was set", act: { kind: "end" }, reason: "no_override" },
  ])("$name", async ({ act, changes, reason }) => {
    expect(await press(act, changes)).toEqual({ outcome: "refused", reason });
    expect(await under.tierOf(ref)).toBe("standard");
  });

  it("brings the tier's benefits, which people use up to their quota", async () => {
    await press(set());
    under.time.now += 1_000;
    const [grant] = await under.store.benefits.grants(PORTAL_ID, [ref]);
    expect(grant).toMatchObject({ benefitId: "checkup", quota: 2, by: "tier" });
    const use = (useKey: string, portalId = PORTAL_ID) =>
      customerUseCases(under).useBenefit({
        portalId,
        customer: ref,
        grantId: grant?.grantId ?? "",
        useKey,
        by: BOSS,
        note: " done ",
      });
    const left = async (withinDays: number) =>
      (await expiringBenefits(under, PORTAL_ID, { withinDays, limit: 9 })).map((one) => one.left);
    expect([await left(89), await left(90)]).toEqual([[], [2]]);
    expect(await use("a", "9")).toBe("not_connected");
    expect(await use("a")).toBe("used");
    expect(await use("a")).toBe("repeated");
    expect(await left(90)).toEqual([1]);
    expect(await under.store.audit.of(PORTAL_ID, "company:7", 1)).toMatchObject([
      { action: "benefit_used", detail: { useKey: "a", note: "done" } },
    ]);
  });
});
