import { beforeEach, describe, expect, it } from "vitest";
import {
  cataloguedTables,
  DATA_CATALOGUE,
  type TableRule,
} from "../../src/adapters/postgres/data-catalogue.ts";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createDataExports } from "../../src/adapters/postgres/exports.ts";
import { createPortalPurges } from "../../src/adapters/postgres/portal-purges.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { verifyAudit } from "../../src/app/governance/verify-audit.ts";
import type { ExportedRow } from "../../src/ports/data-exports.ts";
import type { Portal, Store } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import {
  CONTACT_ID,
  EMAIL,
  NAME,
  plantEverywhere,
  rowsNaming,
  TRACES,
} from "../support/planted-person.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { customer } from "./tiering-samples.ts";

const DAY_MS = 86_400_000;
const portal: Portal = {
  portalId: PORTAL,
  state: "connected",
  mode: "live",
  installedAt: TEST_NOW,
  timeZone: "UTC",
  language: "en",
  uiDomain: "app.hubspot.com",
};

/** Erasing a person, deleting an account, giving their data out: over every table that there is. */
export function privacyContract(open: OpenTestDatabase): void {
  let db: Database;
  let store: Store;
  let now: number;
  beforeEach(async () => {
    now = TEST_NOW;
    db = await open({ now: () => now });
    store = createStore(db);
    for (const portalId of [PORTAL, OTHER_PORTAL])
      await store.portals.save({ ...portal, portalId });
  });
  const person = { contactId: CONTACT_ID, terms: [EMAIL, NAME] };
  const begin = (contactId = CONTACT_ID) =>
    store.erasures.begin(PORTAL, { erasureId: "e1", contactId, now: TEST_NOW });

  describe("the catalogue of data", () => {
    it("decides every table, and every column in which words can stand, once", async () => {
      const { rows } = await db.query(
        `select c.relname::text as name, coalesce(array_agg(a.attname::text order by a.attname)
           filter (where a.atttypid in ('text'::regtype, 'jsonb'::regtype)), '{}') as texts
         from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = current_schema::regnamespace and c.relkind in ('r', 'p')
           and not c.relispartition and c.relname not like 'kysely%'
           and a.attnum > 0 and not a.attisdropped
         group by c.relname order by c.relname`,
      );
      const decided = Object.entries<TableRule>(DATA_CATALOGUE).map(([name, rule]) => ({
        name,
        texts: textsIn(rule).toSorted(),
      }));
      expect(decided).toEqual(rows.map(({ name, texts }) => ({ name, texts })));
    });
  });

  describe("an erasure", () => {
    it("leaves no trace of the person in any table, nor touches anybody else", async () => {
      const planted = await plantEverywhere(db, PORTAL);
      await plantEverywhere(db, OTHER_PORTAL);
      expect(await rowsNaming(db, PORTAL, TRACES)).toEqual(planted);
      await begin();
      const [erasure] = await store.erasures.open(PORTAL, 1);
      expect(erasure?.terms).toEqual(expect.arrayContaining([EMAIL, NAME]));
      const found = await store.erasures.search(PORTAL, person);
      expect(Object.keys(found)).toEqual(Object.keys(planted).toSorted());
      for (const ticketId of await store.erasures.tickets(PORTAL, person, 10)) {
        await store.transaction(() => store.erasures.blankTicket(PORTAL, person, ticketId));
      }
      const removed = await store.erasures.erase(PORTAL, person);
      expect(Object.keys(removed).length).toBeGreaterThan(20);
      expect(await store.erasures.search(PORTAL, person)).toEqual({});
      await store.erasures.finish(PORTAL, "e1", { removed, now: TEST_NOW });
      expect(await rowsNaming(db, PORTAL, TRACES)).toEqual({});
      expect(await rowsNaming(db, OTHER_PORTAL, TRACES)).toEqual(planted);
      // A second time there is nothing to do.
      expect(await store.erasures.erase(PORTAL, person)).toEqual({});
      expect(await store.erasures.open(PORTAL, 1)).toEqual([]);
      expect(await store.erasures.notes(PORTAL, 9)).toEqual([
        { erasureId: "e1", askedAt: TEST_NOW, finishedAt: TEST_NOW, removed },
      ]);
    });

    it("keeps records of another kind that have the same id", async () => {
      await db.run(
        `insert into customer (portal_id, kind, customer_id, properties, grade, graded_at, data_at,
           evaluated_at, policy_version)
         values ($1, 'company', $2, '{"name": "Acme"}', '{}', now(), now(), now(), 1)`,
        [PORTAL, CONTACT_ID],
      );
      await begin();
      await store.erasures.erase(PORTAL, person);
      expect(await rowsNaming(db, PORTAL, [CONTACT_ID])).toEqual({ customer: 1, erasure: 1 });
    });

    it("keeps the log provable, with what was done and when", async () => {
      const entry = { at: TEST_NOW, actor: "11", action: "tier_overridden" } as const;
      await store.audit.append(PORTAL, [
        { ...entry, subject: `contact:${CONTACT_ID}`, detail: { name: "Rosa", reason: NAME } },
        { ...entry, subject: "ticket:7", detail: { name: "Rosa", title: `About ${NAME}` } },
        { ...entry, subject: "ticket:8", detail: { name: "Rosa", title: "Pump" } },
      ]);
      await store.auditChain.seal(PORTAL, { limit: 10, now: TEST_NOW });
      await store.audit.append(PORTAL, [
        {
          ...entry,
          subject: `contact:${CONTACT_ID}`,
          detail: { name: "Rosa" },
          after: { a: NAME },
        },
      ]);
      await store.erasures.erase(PORTAL, person);
      await store.auditChain.seal(PORTAL, { limit: 10, now: TEST_NOW });
      expect(await verifyAudit({ store }, PORTAL, () => undefined)).toMatchObject({
        sealed: 4,
        faults: 0,
      });
      const entries = (await store.auditChain.page(PORTAL, 0, 9)).map((one) => one.entry);
      expect(entries.map(({ subject, detail }) => [subject, detail])).toEqual([
        ["erased", { name: "Rosa" }],
        ["ticket:7", { name: "Rosa" }],
        ["ticket:8", { name: "Rosa", title: "Pump" }],
        ["erased", { name: "Rosa" }],
      ]);
    });

    it("does not let whoever read the person before write them back", async () => {
      const row = customer({ kind: "contact", id: CONTACT_ID });
      await store.customers.save(PORTAL, [row]);
      await begin();
      await store.erasures.erase(PORTAL, person);
      await store.customers.save(PORTAL, [row, { ...row, id: "1" }]);
      const refs = ["1", CONTACT_ID].map((id) => ({ kind: "contact" as const, id }));
      expect((await store.customers.find(PORTAL, refs)).map(({ id }) => id)).toEqual(["1"]);
    });

    it("is forgotten itself when its time is over", async () => {
      await begin();
      await store.erasures.finish(PORTAL, "e1", { removed: {}, now: TEST_NOW });
      expect(await rowsNaming(db, PORTAL, [CONTACT_ID])).toEqual({});
      const { rows } = await db.query("select expires_at from erasure");
      expect(rows).toEqual([{ expires_at: new Date(TEST_NOW + 400 * DAY_MS) }]);
    });
  });

  describe("the end of an account", () => {
    const disconnect = () => store.portals.save({ ...portal, state: "disconnected" });
    const since = (at: number) =>
      db.run("update portal set disconnected_at = $1 where state = 'disconnected'", [new Date(at)]);

    it("is due when its admin wished so, or when its time is over", async () => {
      const purges = createPortalPurges(db);
      expect(await purges.leaving("1")).toBeNull();
      await disconnect();
      await since(TEST_NOW);
      expect(await purges.due(TEST_NOW)).toEqual([]);
      expect(await purges.due(TEST_NOW + 1)).toEqual([{ portalId: PORTAL, cause: "retention" }]);
      await purges.setFarewell(PORTAL, "purge");
      expect(await purges.due(TEST_NOW)).toEqual([{ portalId: PORTAL, cause: "asked" }]);
      await store.portals.save(portal);
      expect(await purges.due(TEST_NOW + 1)).toEqual([]);
      expect(await purges.leaving(PORTAL)).toMatchObject({ disconnectedAt: null });
    });

    it("deletes every row of it and none of another", async () => {
      const purges = createPortalPurges(db);
      await plantEverywhere(db, PORTAL);
      await plantEverywhere(db, OTHER_PORTAL);
      await store.audit.append(PORTAL, [
        { at: TEST_NOW, actor: "11", action: "tested", subject: "a", detail: {} },
      ]);
      await store.auditChain.seal(PORTAL, { limit: 10, now: TEST_NOW });
      const before = await purges.count(PORTAL);
      const others = await purges.count(OTHER_PORTAL);
      expect(await purges.purge(PORTAL, { cause: "asked", now: TEST_NOW })).toBeNull();
      expect(await purges.count(PORTAL)).toEqual(before);
      await disconnect();
      const { portal: _itself, ...rows } = before;
      expect(await purges.purge(PORTAL, { cause: "asked", now: TEST_NOW })).toEqual(rows);
      expect(await purges.count(PORTAL)).toEqual({});
      expect(await purges.count(OTHER_PORTAL)).toEqual(others);
      expect(await rowsNaming(db, PORTAL, [""])).toEqual({ purged_portal: 1 });
      expect(await purges.purge(PORTAL, { cause: "asked", now: TEST_NOW })).toBeNull();
    });

    it("is not undone half-way: whoever installs again waits for it", async () => {
      await disconnect();
      await db.run("update portal set purging_since = now() where portal_id = $1", [PORTAL]);
      await expect(store.portals.save(portal)).rejects.toThrow(/are being deleted/);
      await createPortalPurges(db).purge(PORTAL, { cause: "asked", now: TEST_NOW });
      await store.portals.save(portal);
      expect(await store.portals.find(PORTAL)).toEqual(portal);
    });
  });

  describe("an export", () => {
    const all = async (rows: AsyncIterable<ExportedRow>) => {
      const found: ExportedRow[] = [];
      for await (const row of rows) found.push(row);
      return found;
    };

    it("of an account has every row of it, and no secret", async () => {
      await plantEverywhere(db, PORTAL);
      await plantEverywhere(db, OTHER_PORTAL);
      const rows = await all(createDataExports(db).portal(PORTAL));
      const counts = await createPortalPurges(db).count(PORTAL);
      const exported = Map.groupBy(rows, ({ table }) => table);
      expect(Object.fromEntries([...exported].map(([table, of]) => [table, of.length]))).toEqual(
        counts,
      );
      expect(rows.every(({ row }) => String(row["portal_id"]) === PORTAL)).toBe(true);
      const names = new Set(rows.flatMap(({ row }) => Object.keys(row)));
      const secrets = cataloguedTables().flatMap(({ secret = [] }) => secret);
      expect(secrets.length).toBeGreaterThan(5);
      expect(secrets.filter((name) => names.has(name) && !/hash/.test(name))).toEqual([]);
    });

    it("of a person has what is theirs, and nothing of anybody else", async () => {
      const planted = await plantEverywhere(db, PORTAL);
      const rows = await all(createDataExports(db).person(PORTAL, CONTACT_ID));
      const tables = new Set(rows.map(({ table }) => table));
      expect(Object.keys(planted).filter((table) => !tables.has(table))).toEqual([]);
      expect(rows.filter(({ row }) => JSON.stringify(row).includes("Somebody else"))).toEqual([]);
    });
  });
}

function textsIn({ customer, words = [], plain = [], secret = [] }: TableRule): string[] {
  return [...(customer ? [customer.kind, customer.id] : []), ...words, ...plain, ...secret];
}
