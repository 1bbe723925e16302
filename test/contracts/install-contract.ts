import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createInstallVisits } from "../../src/adapters/postgres/install-visits.ts";
import { createPortalGrants } from "../../src/adapters/postgres/portal-grants.ts";
import { createSealedValues, SEALED_COLUMNS } from "../../src/adapters/postgres/sealed-values.ts";
import { createSlackInstallations } from "../../src/adapters/postgres/slack-installations.ts";
import { createTokenVault } from "../../src/adapters/postgres/token-vault.ts";
import { createSeal, type SealKey } from "../../src/adapters/system/seal.ts";
import { sealAnew } from "../../src/app/portals/seal-anew.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const MINUTE = 60_000;
const VISIT = { language: "zh-TW", now: TEST_NOW, expiresAt: TEST_NOW + 10 * MINUTE } as const;

export function installContract(open: OpenTestDatabase): void {
  describe("a visit", () => {
    const visits = async () => createInstallVisits(await open());

    it("ends once, for the browser that began it", async () => {
      const store = await visits();
      const { state, browser } = await store.begin({ ...VISIT, browser: null });
      expect(await store.redeem({ state, browser }, TEST_NOW)).toEqual({
        ...{ ok: true, language: "zh-TW" },
      });
      const again = await store.redeem({ state, browser }, TEST_NOW);
      expect(again).toEqual({ ok: false, reason: "used" });
    });

    it("is given to one of two that bring it at once", async () => {
      const store = await visits();
      const brought = await store.begin({ ...VISIT, browser: null });
      const ends = await Promise.all([1, 2].map(() => store.redeem(brought, TEST_NOW)));
      expect(ends.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    });

    it.each([
      { name: "on the last millisecond", at: VISIT.expiresAt - 1, ok: true },
      { name: "not when it expires", at: VISIT.expiresAt, ok: false },
    ])("ends $name", async ({ at, ok }) => {
      const store = await visits();
      const brought = await store.begin({ ...VISIT, browser: null });
      expect(await store.redeem(brought, at)).toMatchObject(ok ? { ok } : { reason: "expired" });
    });

    it("is not used up by another browser", async () => {
      const store = await visits();
      const [mine, other] = [
        await store.begin({ ...VISIT, browser: null }),
        await store.begin({ ...VISIT, browser: null }),
      ];
      for (const browser of [other.browser, null, "", mine.browser.slice(1)]) {
        expect(await store.redeem({ state: mine.state, browser }, TEST_NOW)).toEqual({
          ...{ ok: false, reason: "other_browser" },
        });
      }
      expect(await store.redeem(mine, TEST_NOW)).toMatchObject({ ok: true });
    });

    it("shares its browser with one before, but takes nobody's word for one", async () => {
      const store = await visits();
      const first = await store.begin({ ...VISIT, browser: null });
      const second = await store.begin({ ...VISIT, browser: first.browser });
      expect(second.browser).toBe(first.browser);
      expect(second.state).not.toBe(first.state);
      expect((await store.begin({ ...VISIT, browser: "guess" })).browser).not.toBe("guess");
      expect(await store.redeem(first, TEST_NOW)).toMatchObject({ ok: true });
      expect(await store.redeem(second, TEST_NOW)).toMatchObject({ ok: true });
    });

    it("is known by hashes only, and forgotten an hour after it began", async () => {
      const db = await open();
      const store = createInstallVisits(db);
      const brought = await store.begin({ ...VISIT, browser: null });
      const kept = JSON.stringify((await db.query("select * from install_visit")).rows);
      expect(kept).not.toContain(brought.state);
      expect(kept).not.toContain(brought.browser);
      const later = TEST_NOW + 61 * MINUTE;
      await store.begin({ ...VISIT, browser: null, now: later, expiresAt: later + MINUTE });
      expect(await store.redeem(brought, later)).toEqual({ ok: false, reason: "not_known" });
    });
  });

  describe("what was granted", () => {
    it("is kept for each account, the last one counting", async () => {
      const grants = createPortalGrants(await open());
      const grant = { scopes: ["oauth"], currency: null, grantedBy: "1", grantedAt: TEST_NOW };
      await grants.save(PORTAL, grant);
      const other = { ...grant, scopes: ["oauth", "tickets"], currency: "EUR" };
      await grants.save(PORTAL, other);
      expect(await grants.find(PORTAL)).toEqual(other);
      expect(await grants.find(OTHER_PORTAL)).toBeNull();
      await grants.remove(PORTAL);
      expect(await grants.find(PORTAL)).toBeNull();
    });
  });

  describe("sealed values", () => {
    const [old, fresh, lost] = [keyOf("k1", 1), keyOf("k2", 2), keyOf("k3", 3)];
    const tokens = { accessToken: "a1", refreshToken: "r1", expiresAt: TEST_NOW };

    async function fill(db: Database, keys: readonly SealKey[], portalIds: readonly string[]) {
      const seal = createSeal(keys);
      for (const portalId of portalIds) {
        await createTokenVault(db, seal).save(portalId, tokens);
        const slack = { teamId: `T${portalId}`, botToken: "xoxb-1", botUserId: "U1", appId: "A1" };
        await createSlackInstallations(db, seal).save(portalId, slack);
      }
    }
    const valuesOf = (db: Database, keys: readonly SealKey[] = [fresh, old]) =>
      createSealedValues(db, createSeal(keys), "k2");

    it("are all that the tables have", async () => {
      const db = await open();
      const Column = z.object({ name: z.string() });
      const found = await db.rows(
        Column,
        `select c.relname || '.' || a.attname as name from pg_attribute a
         join pg_class c on c.oid = a.attrelid
         where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
           and a.attname like 'sealed\\_%' and a.attname <> 'sealed_at' order by 1`,
      );
      const listed = SEALED_COLUMNS.flatMap(({ table, columns }) =>
        columns.map((column) => `${table}.${column}`),
      );
      expect(found.map(({ name }) => name)).toEqual(listed.toSorted());
    });

    it("are sealed anew in batches, and once only", async () => {
      const db = await open();
      const portalIds = Array.from({ length: 120 }, (_, index) => String(1_000 + index));
      await fill(db, [old], portalIds);
      const progress: string[] = [];
      const tell = ({ place, sealed }: { place: string; sealed: number }) =>
        progress.push(`${place} ${sealed}`);
      const values = valuesOf(db);
      expect(await sealAnew(values, tell)).toEqual({ sealed: 360, refused: [] });
      expect(progress).toEqual([
        ...["HubSpot tokens 200", "HubSpot tokens 240", "Slack tokens 100", "Slack tokens 120"],
      ]);
      expect(await values.counts()).toEqual([
        { place: "HubSpot tokens", keyId: "k2", values: 240 },
        { place: "Slack tokens", keyId: "k2", values: 120 },
      ]);
      expect(await sealAnew(values, tell)).toEqual({ sealed: 0, refused: [] });
      const onlyFresh = createSeal([fresh]);
      expect(await createTokenVault(db, onlyFresh).read("1119")).toEqual(tokens);
      expect(await createSlackInstallations(db, onlyFresh).ofPortal("1000")).toMatchObject({
        botToken: "xoxb-1",
      });
    });

    it("that no key opens are named and left, the others are not", async () => {
      const db = await open();
      await fill(db, [lost], [PORTAL]);
      await fill(db, [old], [OTHER_PORTAL]);
      const values = valuesOf(db);
      const { sealed, refused } = await sealAnew(values, () => undefined);
      expect(sealed).toBe(3);
      expect(refused).toEqual([
        { place: "HubSpot tokens", portalId: PORTAL },
        { place: "Slack tokens", portalId: PORTAL },
      ]);
      expect(await values.counts()).toContainEqual({
        ...{ place: "HubSpot tokens", keyId: "k3", values: 2 },
      });
    });

    it("that the plugin refreshes at that moment stay as it left them", async () => {
      const db = await open();
      await fill(db, [old], [PORTAL]);
      const vault = createTokenVault(db, createSeal([fresh, old]));
      const seal = createSeal([fresh, old]);
      const slow = {
        ...seal,
        open: (text: string) => {
          const opened = seal.open(text);
          interference ??= vault.save(PORTAL, { ...tokens, accessToken: "a2" });
          return opened;
        },
      };
      let interference: Promise<void> | null = null;
      await sealAnew(createSealedValues(db, slow, "k2"), () => undefined);
      await interference;
      expect(await vault.read(PORTAL)).toEqual({ ...tokens, accessToken: "a2" });
    });
  });
}

function keyOf(id: string, fill: number): SealKey {
  return { id, key: new Uint8Array(32).fill(fill) };
}
