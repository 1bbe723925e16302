import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import {
  appliedToOpen,
  approved,
  type Draft,
  edited,
  madeEffective,
  newDraft,
  type Step,
  submitted,
} from "../../src/domain/governance/draft.ts";
import type { RoleGrant } from "../../src/ports/roles.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { officePolicy } from "../support/policies.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const ADA = { userId: "11", email: "ada@example.com", name: "王小明 😀" };
const written = { text: "# ours\n", policy: officePolicy(), note: "說明" };

function taken(step: Step): Draft {
  if (!step.ok) throw new Error(step.reason);
  return step.draft;
}
const draftOf = (draftId: string, at = TEST_NOW): Draft =>
  newDraft({ by: ADA, at }, { ...written, draftId, baseVersion: 1, restoredFrom: null });
/** The steps of a draft that is to be put on open tickets, from the instant on. */
function stepsOf(draftId: string, effectiveAt: number): readonly Draft[] {
  const by = { by: ADA, at: TEST_NOW };
  const draft = draftOf(draftId);
  const wish = { appliesTo: "open", effectiveAt, approverId: null } as const;
  const waiting = taken(submitted(draft, by, { ...wish, comparedWith: 1, inForce: 1 }));
  const agreed = taken(approved(waiting, by, { appliesTo: "open", effectiveAt, inForce: 1 }));
  const effective = taken(madeEffective(agreed, { by: ADA, at: effectiveAt }, 2));
  return [
    draft,
    waiting,
    agreed,
    effective,
    taken(appliedToOpen(effective, { by: ADA, at: effectiveAt }, 3)),
  ];
}

/** Roles and drafts of policies. */
export function governanceContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("roles", () => {
    const grant = (userId: string, role: RoleGrant["role"], name = "N"): RoleGrant => ({
      ...{ userId, email: "", name, role },
      ...{ givenBy: "Ada", givenAt: TEST_NOW },
    });

    it("are given, changed and taken, the highest first, within their portal", async () => {
      const { roles } = await openStore();
      await roles.save(PORTAL, grant("2", "viewer"));
      await roles.save(PORTAL, grant("1", "lead", "Zoe"));
      await roles.save(PORTAL, grant("4", "lead", "Amy"));
      await roles.save(PORTAL, grant("3", "rep"));
      await roles.save(PORTAL, grant("2", "admin"));
      await roles.save(OTHER_PORTAL, grant("9", "admin"));
      expect((await roles.list(PORTAL)).map(({ userId }) => userId)).toEqual(["2", "4", "1", "3"]);
      expect(await roles.find(PORTAL, "2")).toEqual(grant("2", "admin"));
      await roles.remove(PORTAL, "2");
      expect(await roles.find(PORTAL, "2")).toBeNull();
      expect(await roles.find(OTHER_PORTAL, "1")).toBeNull();
    });

    it("are changed by one at a time", async () => {
      const { roles, transaction } = await openStore();
      const giveIfNone = (userId: string) =>
        transaction(async () => {
          await roles.lock(PORTAL);
          if ((await roles.list(PORTAL)).length > 0) return false;
          await roles.save(PORTAL, grant(userId, "admin"));
          return true;
        });
      const given = await Promise.all(["1", "2", "3"].map(giveIfNone));
      expect(given.filter(Boolean)).toHaveLength(1);
    });
  });

  describe("drafts of policies", () => {
    it("take each revision once and give the newest", async () => {
      const { policyDrafts } = await openStore();
      const first = draftOf("d1");
      const second = taken(edited(first, { by: ADA, at: TEST_NOW + 1 }, { ...written, text: "b" }));
      expect(await policyDrafts.append(PORTAL, first)).toBe(true);
      expect(await policyDrafts.append(PORTAL, second)).toBe(true);
      expect(await policyDrafts.append(PORTAL, { ...second, text: "late" })).toBe(false);
      expect(await policyDrafts.find(PORTAL, "d1")).toEqual(second);
      expect(await policyDrafts.find(OTHER_PORTAL, "d1")).toBeNull();
      const history = await policyDrafts.history(PORTAL, "d1");
      expect(history.map(({ revision }) => revision)).toEqual([1, 2]);
    });

    it("are listed as they stand, the one changed last first", async () => {
      const { policyDrafts } = await openStore();
      for (const step of stepsOf("d1", TEST_NOW + 10)) await policyDrafts.append(PORTAL, step);
      await policyDrafts.append(PORTAL, draftOf("d2", TEST_NOW + 20));
      const list = await policyDrafts.list(PORTAL, 10);
      expect(list.map(({ draftId, standing }) => [draftId, standing.state])).toEqual([
        ["d2", "draft"],
        ["d1", "effective"],
      ]);
      expect(await policyDrafts.list(PORTAL, 1)).toHaveLength(1);
      expect((await policyDrafts.ofVersion(PORTAL, 2))?.revision).toBe(5);
      expect(await policyDrafts.ofVersion(PORTAL, 1)).toBeNull();
      expect(await policyDrafts.ofVersion(OTHER_PORTAL, 2)).toBeNull();
    });

    it("are due from their instant on, and until they are on the open tickets", async () => {
      const { policyDrafts } = await openStore();
      const at = TEST_NOW + 10;
      const found: string[] = [];
      for (const step of stepsOf("d1", at)) {
        await policyDrafts.append(PORTAL, step);
        const [before, then] = [await policyDrafts.due(at - 1), await policyDrafts.due(at)];
        const waiting = await policyDrafts.waiting(PORTAL);
        found.push([step.standing.state, before.length, then.length, waiting.length].join(" "));
      }
      expect(found).toEqual([
        "draft 0 0 0",
        "submitted 0 0 0",
        "approved 0 1 1",
        "effective 1 1 1",
        "effective 0 0 0",
      ]);
    });
  });

  describe("versions", () => {
    it("are listed, the newest first", async () => {
      const { portals } = await openStore();
      const timeZone = "UTC";
      const portal = { portalId: PORTAL, state: "connected", mode: "live" } as const;
      const rest = { installedAt: TEST_NOW, timeZone, language: "en", uiDomain: "a.test" } as const;
      await portals.save({ ...portal, ...rest });
      await portals.savePolicy(PORTAL, officePolicy(), TEST_NOW);
      await portals.savePolicy(PORTAL, officePolicy({ majorFault: "down" }), TEST_NOW + 1);
      expect(await portals.policyVersions(PORTAL, 10)).toEqual([
        { version: 2, effectiveAt: TEST_NOW + 1 },
        { version: 1, effectiveAt: TEST_NOW },
      ]);
    });
  });
}
