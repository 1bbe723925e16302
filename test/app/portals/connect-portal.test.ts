import { beforeEach, describe, expect, it } from "vitest";
import { connectPortal } from "../../../src/app/portals/connect-portal.ts";
import { disconnectPortal } from "../../../src/app/portals/disconnect-portal.ts";
import { refreshPortals } from "../../../src/app/portals/refresh-portals.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { memoryVault } from "../../adapters/hubspot/memory-vault.ts";
import {
  type AppUnderTest,
  appUnderTest,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { OWNERS, PIPELINES } from "../../support/memory-crm.ts";
import { officePolicy } from "../../support/policies.ts";

const unavailable = new PluginError("crm_unavailable", "503", { retryable: true });
const forbidden = new PluginError("crm_missing_scope", "403");
const wanted = {
  portalId: PORTAL_ID,
  mode: "live",
  timeZone: "Europe/Berlin",
  language: "en",
  uiDomain: "crm.example",
} as const;

describe("portals", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
  });

  const connect = (changes: Partial<Parameters<typeof connectPortal>[1]> = {}) =>
    connectPortal(app, { ...wanted, ...changes }, officePolicy());
  const portal = (portalId = PORTAL_ID) => app.store.portals.find(portalId);
  const methods = () => app.crm.calls.map(({ method }) => method);
  const fail = (method: string, error: Error) => {
    app.crm.hooks.before = (call) => {
      if (call.method === method) throw error;
    };
  };
  const audit = () => app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 10);

  describe("a portal that connects", () => {
    it("is known with its policy, its stages, its owners and its own properties", async () => {
      await connect();
      expect(await portal()).toEqual({ ...wanted, state: "connected", installedAt: START });
      expect(await app.store.portals.currentPolicy(PORTAL_ID)).toMatchObject({ version: 1 });
      expect(await app.store.portals.pipelines(PORTAL_ID)).toEqual(PIPELINES);
      expect(await app.store.portals.owners(PORTAL_ID)).toEqual(OWNERS);
      expect(methods()).toEqual(["readPipelines", "readOwners", "readDealStages", "provision"]);
    });

    it("is imported, once; one that was known before there were imports waits", async () => {
      await connect();
      expect(await app.store.imports.find(PORTAL_ID)).toMatchObject({ state: "running" });
      const old = { ...wanted, portalId: OTHER_PORTAL_ID, installedAt: START } as const;
      await app.store.portals.save({ ...old, state: "connected" });
      await connect({ portalId: OTHER_PORTAL_ID });
      expect(await app.store.imports.find(OTHER_PORTAL_ID)).toMatchObject({ state: "paused" });
    });

    it("changes nothing when it connects again, but is read anew", async () => {
      await connect();
      app.time.now = START + 1;
      await connectPortal(app, wanted, officePolicy({ routes: [{ department: "relations" }] }));
      expect(await portal()).toMatchObject({ installedAt: START });
      expect(await app.store.portals.currentPolicy(PORTAL_ID)).toMatchObject({ version: 1 });
      expect(app.crm.callsOf("readPipelines")).toHaveLength(2);
    });

    it("makes nothing in the CRM while it only observes", async () => {
      await connect({ mode: "observe" });
      expect(methods()).toEqual(["readPipelines", "readOwners", "readDealStages"]);
    });

    it.each(["observe", "live"] as const)("keeps the mode that was chosen (%s)", async (mode) => {
      await connect({ mode });
      await connect({ mode: mode === "live" ? "observe" : "live" });
      expect(await portal()).toMatchObject({ mode });
      expect(app.crm.callsOf("provision")).toHaveLength(mode === "live" ? 2 : 0);
    });

    it("comes back after it was disconnected", async () => {
      await connect();
      await disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
        cause: "token_refused",
        refusedToken: "refused",
      });
      await connect();
      expect(await portal()).toMatchObject({ state: "connected", installedAt: START });
    });
  });

  describe("while the CRM does not answer", () => {
    it("a new portal stays unknown, as nobody could tell its closed stages", async () => {
      fail("readPipelines", unavailable);
      await expect(connect()).rejects.toBe(unavailable);
      expect(await portal()).toBeNull();
    });

    it.each(["readOwners", "provision"])(
      "a known one is connected all the same (%s)",
      async (method) => {
        await connect();
        await disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
          cause: "token_refused",
          refusedToken: "refused",
        });
        fail(method, unavailable);
        await connect();
        expect(await portal()).toMatchObject({ state: "connected" });
        expect(await app.store.portals.pipelines(PORTAL_ID)).toEqual(PIPELINES);
        expect(app.logger.lines.at(-1)).toEqual({
          level: "warn",
          fields: { portalId: PORTAL_ID, code: "crm_unavailable" },
          message: "the portal is connected, but was not read",
        });
      },
    );

    it.each([forbidden, new TypeError("x is undefined")])(
      "but what will never work is told (%s)",
      async (error) => {
        await connect();
        fail("provision", error);
        await expect(connect()).rejects.toBe(error);
      },
    );
  });

  describe("a portal that disconnects", () => {
    it("keeps all its data and is noted once", async () => {
      await connect();
      await app.newTicket();
      app.time.now = START + 1;
      await disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
        cause: "token_refused",
        refusedToken: "refused",
      });
      await disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
        cause: "token_refused",
        refusedToken: "refused",
      });
      expect(await portal()).toMatchObject({ state: "disconnected", installedAt: START });
      expect(await app.store.tickets.find(PORTAL_ID, "7")).not.toBeNull();
      expect(await audit()).toEqual([
        {
          at: START + 1,
          actor: "aftercare",
          action: "portal_disconnected",
          from: "aftercare",
          subject: `portal:${PORTAL_ID}`,
          detail: {},
        },
      ]);
      expect(app.logger.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    });

    it("is no matter when nobody knows it", async () => {
      await disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
        cause: "token_refused",
        refusedToken: "refused",
      });
      expect(await portal()).toBeNull();
      expect(await audit()).toEqual([]);
    });
  });

  describe("the hourly look", () => {
    beforeEach(async () => {
      await connect();
      await connect({ portalId: OTHER_PORTAL_ID });
      app.crm.hooks.before = () => undefined;
    });
    const looksAt = () =>
      app.crm
        .callsOf("readPipelines")
        .slice(2)
        .map(({ portalId }) => portalId);

    it("reads every connected portal anew", async () => {
      await refreshPortals(app);
      expect(looksAt()).toEqual([PORTAL_ID, OTHER_PORTAL_ID]);
      expect(app.crm.callsOf("provision")).toHaveLength(2);
    });

    it("leaves alone one that is away", async () => {
      await disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
        cause: "token_refused",
        refusedToken: "refused",
      });
      await refreshPortals(app);
      expect(looksAt()).toEqual([OTHER_PORTAL_ID]);
    });

    it("does not let one that fails hold up the next", async () => {
      app.crm.hooks.before = ({ method, portalId }) => {
        if (method === "readOwners" && portalId === PORTAL_ID) throw forbidden;
      };
      await refreshPortals(app);
      expect(looksAt()).toEqual([PORTAL_ID, OTHER_PORTAL_ID]);
      expect(app.logger.lines.at(-1)?.fields).toEqual({
        portalId: PORTAL_ID,
        code: "crm_missing_scope",
      });
    });

    it("shows a bug", async () => {
      fail("readOwners", new TypeError("x is undefined"));
      await expect(refreshPortals(app)).rejects.toThrow(TypeError);
    });
  });
});
