import { beforeEach, describe, expect, it } from "vitest";
import { createPortalContexts } from "../../../src/app/sla/portal-contexts.ts";
import { foldTicket } from "../../../src/domain/sla/fold-ticket.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

describe("the context of a portal", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
  });

  const context = async (portalId = PORTAL_ID) => {
    const found = await app.contexts(portalId);
    if (found === null) throw new Error("the portal is connected");
    return found;
  };

  it("is none for a portal that nobody knows, that is away, or that has no policy", async () => {
    expect(await app.contexts("999")).toBeNull();
    await app.connect({ state: "disconnected" });
    expect(await app.contexts(PORTAL_ID)).toBeNull();
    const portal = await app.store.portals.find(PORTAL_ID);
    if (portal === null) throw new Error("the portal is stored");
    await app.store.portals.save({ ...portal, portalId: "998", state: "connected" });
    expect(await app.contexts("998")).toBeNull();
  });

  it("knows the closed stages and the rules in force", async () => {
    await app.connect();
    const { current, circumstances } = await context();
    expect(current.version).toBe(1);
    expect(await circumstances(foldTicket("7", []), 1, START)).toMatchObject({
      firstVersion: 1,
      closedStages: new Set(["4"]),
      now: START,
    });
  });

  it("follows a new policy and still has the old one, compiled once", async () => {
    await app.connect();
    const before = await context();
    await app.connect({ policy: officePolicy({ routes: [{ department: "relations" }] }) });
    const after = await context();
    expect(after.current.version).toBe(2);
    expect(await after.rulesOf(1)).toBe(before.current);
    expect(await after.rulesOf(2)).toBe(after.current);
  });

  it("finds old rules after a restart", async () => {
    await app.connect();
    await app.connect({ policy: officePolicy({ routes: [{ department: "relations" }] }) });
    const restarted = await createPortalContexts(app.store)(PORTAL_ID);
    expect((await restarted?.rulesOf(1))?.policy.routes).toHaveLength(2);
    await expect(restarted?.rulesOf(3)).rejects.toThrow("policy version 3");
  });
});
