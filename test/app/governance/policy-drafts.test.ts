import { beforeEach, describe, expect, it } from "vitest";
import { applyPolicyJob, turnPolicies } from "../../../src/app/governance/turn-policies.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  ADA,
  BEN,
  CARL,
  DORA,
  drafted,
  type Governance,
  governanceOf,
  promising,
  tickOf,
} from "../../support/governance-under-test.ts";

const portalId = PORTAL_ID;

describe("a policy on its way to be in force", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let governance: Governance;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: promising(240) });
    governance = governanceOf(app);
    await governance.grant([
      [ADA, "lead"],
      [BEN, "manager"],
      [CARL, "admin"],
    ]);
  });

  const inForce = async () => (await app.store.portals.currentPolicy(portalId))?.version;
  const approve: Governance["approve"] = (draft, options) => governance.approve(draft, options);
  const tick = (processes?: number) => tickOf(app, processes);
  const actionsNoted = async () =>
    (await app.store.audit.of(portalId, "policy", 100)).map(({ action }) => action).toReversed();

  it("changes nothing before it is approved", async () => {
    const draft = await governance.draftOf(promising(60), ADA);
    await tick();
    expect(await inForce()).toBe(1);
    expect(draft.standing).toMatchObject({ state: "submitted", submission: { by: ADA } });
  });

  it("is in force at once when somebody else approves it, and the way is noted", async () => {
    const draft = await governance.draftOf(promising(60), ADA);
    expect(drafted(await approve(draft)).standing).toMatchObject({
      state: "effective",
      version: 2,
    });
    expect(await inForce()).toBe(2);
    expect(await actionsNoted()).toEqual([
      "policy_draft_created",
      "policy_submitted",
      "policy_approved",
      "policy_effective",
    ]);
    const [last] = await app.store.audit.of(portalId, "policy", 1);
    expect(last).toMatchObject({
      actor: BEN.userId,
      from: "settings",
      before: { state: "approved" },
      after: { state: "effective", version: 2 },
    });
  });

  it("waits for its instant and comes into force once, with two processes and after a restart", async () => {
    await app.newTicket();
    const draft = await governance.draftOf(promising(60), ADA);
    await approve(draft, { appliesTo: "open", effectiveAt: START + HOUR });
    app.time.now = START + HOUR - 1;
    expect([await tick(2), await inForce()]).toEqual([[], 1]);
    app.time.now = START + HOUR;
    const slots = await tick(2);
    expect([new Set(slots).size, await inForce()]).toEqual([1, 2]);
    expect((await app.store.tickets.find(portalId, "7"))?.clocks[0]?.policyVersion).toBe(1);
    // Whatever was sent before a restart is asked for again until it is done.
    expect(await tick()).toEqual([slots[0]]);
    await applyPolicyJob(app, slots[0] ?? "");
    await applyPolicyJob(app, slots[0] ?? "");
    expect((await app.store.tickets.find(portalId, "7"))?.clocks[0]?.policyVersion).toBe(2);
    expect(await tick()).toEqual([]);
    expect((await actionsNoted()).filter((action) => /effective|applied/.test(action))).toEqual([
      "policy_effective",
      "policy_applied",
    ]);
  });

  it("keeps one that cannot be turned from holding up the others", async () => {
    const draft = await governance.draftOf(promising(60), ADA);
    await approve(draft, { effectiveAt: START + HOUR });
    app.time.now = START + HOUR;
    const jobs = { send: async () => undefined };
    const contexts = async () => {
      throw new Error("broken");
    };
    await turnPolicies({ ...app, jobs, contexts });
    expect(app.logger.lines.map(({ message }) => message)).toContain(
      "a policy could not be brought into force",
    );
    const portal = await app.store.portals.find(portalId);
    if (portal !== null) await app.store.portals.save({ ...portal, state: "disconnected" });
    expect([await tick(), await inForce()]).toEqual([[], 1]);
  });

  it.each([
    { name: "its author", by: ADA, roles: [[ADA, "manager"]], reason: "own_draft" },
    { name: "a lead", by: DORA, roles: [[DORA, "lead"]], reason: "too_early" },
    {
      name: "somebody without a role",
      by: { ...DORA, email: "" },
      roles: [],
      reason: "not_allowed",
    },
  ] as const)("is not approved by $name", async ({ by, roles, reason }) => {
    await governance.grant(roles);
    const draft = await governance.draftOf(promising(60), ADA);
    expect(await approve(draft, { by })).toMatchObject({ ok: false, reason });
    expect(await inForce()).toBe(1);
  });

  it("says who may when it refuses", async () => {
    const draft = await governance.draftOf(promising(60), ADA);
    expect(await approve(draft, { by: ADA })).toEqual({
      ok: false,
      reason: "not_allowed",
      action: "approve_draft",
      role: "lead",
      roles: ["manager", "admin"],
      people: [
        { name: "Carl Roth", email: CARL.email, role: "admin" },
        { name: "Ben Li", email: BEN.email, role: "manager" },
      ],
    });
  });

  it("is approved by others than whom it was put before only after the hours of the policy", async () => {
    const draft = await governance.draftOf(promising(60), ADA, { approverId: CARL.userId });
    const from = START + 24 * HOUR;
    expect(await approve(draft)).toEqual({ ok: false, reason: "too_early", from });
    app.time.now = from;
    expect(drafted(await approve(draft, { by: DORA })).standing.state).toBe("effective");
  });

  it("is put only before somebody who may approve", async () => {
    const draft = await governance.draftOf(promising(60), ADA, { isSubmitted: false });
    const asked = { portalId, by: ADA, draftId: draft.draftId, revision: 1, comparedWith: 1 };
    const wish = { appliesTo: "new", effectiveAt: null } as const;
    for (const approverId of [ADA.userId, "99"]) {
      expect(await governance.submitDraft({ ...asked, ...wish, approverId })).toEqual({
        ok: false,
        reason: "wrong_approver",
      });
    }
  });

  it("is one at a time", async () => {
    const first = await governance.draftOf(promising(60), ADA);
    const second = await governance.draftOf(promising(30), ADA);
    await approve(first, { effectiveAt: START + HOUR });
    expect(await approve(second)).toMatchObject({
      reason: "another_waits",
      draft: { draftId: first.draftId },
    });
  });

  it("has to be submitted again when another version has come into force", async () => {
    const first = await governance.draftOf(promising(60), ADA);
    const second = await governance.draftOf(promising(30), ADA);
    await approve(first);
    expect(await approve(second)).toEqual({
      ok: false,
      reason: "stale_base",
      baseVersion: 1,
      inForce: 2,
    });
    const { draftId, revision } = second;
    const wish = { appliesTo: "new", effectiveAt: null, approverId: null } as const;
    const asked = { portalId, by: ADA, draftId, revision, ...wish };
    const again = drafted(await governance.submitDraft({ ...asked, comparedWith: 2 }));
    expect(drafted(await approve(again)).standing).toMatchObject({ version: 3 });
    const { drafts } = await listed();
    expect(drafts.find((one) => one.draftId === first.draftId)?.standing).toEqual({
      state: "superseded",
      version: 2,
      byVersion: 3,
    });
  });

  it("never is when the store got another version before its day", async () => {
    const draft = await governance.draftOf(promising(60), ADA);
    await approve(draft, { effectiveAt: START + HOUR });
    await app.store.portals.savePolicy(portalId, promising(45), START + 1);
    app.time.now = START + HOUR;
    await tick();
    expect(await inForce()).toBe(2);
    const { drafts } = await listed();
    expect(drafts[0]?.standing).toEqual({ state: "superseded", version: null, byVersion: 2 });
  });

  const listed = async () => {
    const list = await governance.readPolicies({ portalId, by: ADA });
    if (!list.ok) throw new Error(list.reason);
    return list;
  };
});
