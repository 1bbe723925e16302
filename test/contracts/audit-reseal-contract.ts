import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { hashOf, personDigestOf } from "../../src/adapters/postgres/audit-hash.ts";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { verifyAudit } from "../../src/app/governance/verify-audit.ts";
import type { Store } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { CONTACT_ID, EMAIL, NAME, rowsNaming, TRACES } from "../support/planted-person.ts";
import { PORTAL } from "./event-samples.ts";

const ENTRIES = 6;
const person = { contactId: CONTACT_ID, terms: [EMAIL, NAME] };
const entry = { at: TEST_NOW, actor: "11", action: "tested" } as const;

/** Entries that an earlier version sealed, whose hash covers the words themselves, lose a person as well. */
export function auditResealContract(open: OpenTestDatabase): void {
  let db: Database;
  let store: Store;
  beforeEach(async () => {
    db = await open({ now: () => TEST_NOW });
    store = createStore(db);
    const entries = Array.from({ length: ENTRIES }, (_, n) => ({
      ...entry,
      subject: n === 2 ? `contact:${CONTACT_ID}` : `ticket:${n}`,
      detail: { name: "Rosa", text: n % 2 === 0 ? `About ${NAME}` : "Pump" },
      ...(n === 4 && { before: { mail: EMAIL }, after: { mail: null } }),
    }));
    await store.audit.append(PORTAL, entries);
    await seal();
    await sealAsBefore();
  });

  const seal = () => store.auditChain.seal(PORTAL, { limit: 100, now: TEST_NOW });
  const verify = () => verifyAudit({ store }, PORTAL, () => undefined);
  /** Past the guard, as whoever owns the database may. */
  const force = (sql: string) =>
    db.query(`do $$ begin
      perform set_config('session_replication_role', 'replica', true);
      ${sql};
    end $$`);

  async function sealAsBefore(): Promise<void> {
    let previousHash = "";
    for (const { entry: told, position, sealedAt } of await store.auditChain.page(PORTAL, 0, 99)) {
      const salt = `salt-${position}`;
      const digest = personDigestOf(told, salt);
      const place = { portalId: PORTAL, position, previousHash, sealedAt };
      const hash = hashOf(place, told, { person: digest, content: null });
      await force(`update audit set content_digest = null, content_salt = null, hash = '${hash}',
        previous_hash = '${previousHash}', person_digest = '${digest}', person_salt = '${salt}'
        where portal_id = ${PORTAL} and seal_position = ${position};
        update audit_chain set hash = '${hash}' where portal_id = ${PORTAL}`);
      previousHash = hash;
    }
  }

  it("are proved before, lose what they tell of the person, and are proved after", async () => {
    expect(await verify()).toMatchObject({ sealed: ENTRIES, faults: 0 });
    const head = await store.auditChain.head(PORTAL);
    expect(await store.erasures.search(PORTAL, person)).toEqual({ audit: 3 });
    expect(await store.erasures.erase(PORTAL, person)).toEqual({ audit: 3 });
    expect(await rowsNaming(db, PORTAL, TRACES)).toEqual({});
    const [note] = await store.audit.of(PORTAL, "audit", 9);
    expect(note).toMatchObject({
      action: "log_resealed",
      detail: { entries: ENTRIES, faulty: 0, head: head?.hash },
    });
    await seal();
    expect(await verify()).toMatchObject({ sealed: ENTRIES + 1, faults: 0 });
    // What tells of nobody stays, and the next erasure seals nothing anew.
    expect(await store.audit.of(PORTAL, "ticket:1", 1)).toMatchObject([
      { detail: { text: "Pump" } },
    ]);
    expect(await store.erasures.erase(PORTAL, person)).toEqual({});
    expect(await store.audit.of(PORTAL, "audit", 9)).toHaveLength(1);
  });

  it("do not become true by it when they were changed before", async () => {
    await force(`update audit set detail = '{"text": "Forged"}' where seal_position = 2`);
    expect((await verify()).faults).toBe(1);
    await store.erasures.erase(PORTAL, person);
    await seal();
    expect((await verify()).faults).toBe(1);
    expect(await store.audit.of(PORTAL, "audit", 1)).toMatchObject([{ detail: { faulty: 1 } }]);
  });

  it("cannot be given another second seal", async () => {
    await store.erasures.erase(PORTAL, person);
    const again = "update audit set reseal_hash = 'x' where seal_position = 1";
    await expect(db.run(again)).rejects.toThrow(/is sealed/);
  });

  const CHANGES = [
    "action = 'other'",
    "actor = 'other'",
    "at = at + interval '1 second'",
    "sealed_at = sealed_at + interval '1 second'",
    "origin = 'card'",
    `detail = '{"text": "Forged"}'`,
    `after = '{"state": "forged"}'`,
    "content_digest = 'forged'",
    "reseal_hash = 'forged'",
    "reseal_hash = null",
    "reseal_hash = null, content_digest = null, content_salt = null",
    "hash = 'forged'",
    "previous_hash = 'forged'",
    "seal_position = seal_position + 100",
  ];

  it("are found whichever is changed and however, with their words and without", async () => {
    await store.erasures.erase(PORTAL, person);
    await seal();
    expect((await verify()).faults).toBe(0);
    const change = fc.record({
      position: fc.integer({ min: 1, max: ENTRIES }),
      sql: fc.constantFrom(...CHANGES),
    });
    const undo = new Error("undone");
    await fc.assert(
      fc.asyncProperty(change, async ({ position, sql }) => {
        let faults = 0;
        const attempt = db.transaction(async () => {
          await force(`update audit set ${sql} where seal_position = ${position}`);
          faults = (await verify()).faults;
          throw undo;
        });
        await expect(attempt).rejects.toBe(undo);
        expect(faults).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
    expect((await verify()).faults).toBe(0);
  });
}
