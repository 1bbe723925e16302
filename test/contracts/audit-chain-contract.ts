import { beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { type ChainFault, verifyAudit } from "../../src/app/governance/verify-audit.ts";
import type { AuditEntry } from "../../src/ports/audit.ts";
import type { Store } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const entry = (subject: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: TEST_NOW,
  actor: "11",
  action: "tested",
  subject,
  detail: { name: "王小明 😀", count: 1.5, reason: null },
  ...changes,
});
const full = entry("policy", {
  from: "settings",
  before: { state: "draft" },
  after: { state: "submitted", version: 2 },
});

/** The audit log as a chain: sealed in order, and every change of it found. */
export function auditChainContract(open: OpenTestDatabase): void {
  let db: Database;
  let store: Store;
  beforeEach(async () => {
    db = await open();
    store = createStore(db);
  });
  const seal = (portalId = PORTAL, limit = 100) =>
    store.auditChain.seal(portalId, { limit, now: TEST_NOW + 1_000 });
  const faults = async () => {
    const found: Omit<ChainFault, "portalId">[] = [];
    const chain = await verifyAudit({ store }, PORTAL, ({ portalId: _, ...rest }) =>
      found.push(rest),
    );
    expect(chain.faults).toBe(found.length);
    return found;
  };

  it("gives entries back with where they came from and what was before and after", async () => {
    await store.audit.append(PORTAL, [full, entry("policy")]);
    expect(await store.audit.of(PORTAL, "policy", 10)).toEqual([entry("policy"), full]);
  });

  it("seals each entry once, in order of time and then of writing, portal by portal", async () => {
    await store.audit.append(PORTAL, [entry("b", { at: TEST_NOW + 5 }), full]);
    await store.audit.append(PORTAL, [entry("a")]);
    await store.audit.append(OTHER_PORTAL, [entry("a")]);
    expect((await store.auditChain.unsealed()).toSorted()).toEqual(
      [PORTAL, OTHER_PORTAL].toSorted(),
    );
    expect(await store.auditChain.waiting(PORTAL)).toEqual({ count: 3, oldestAt: TEST_NOW });
    expect([await seal(PORTAL, 2), await seal(), await seal()]).toEqual([2, 1, 0]);
    const sealed = await store.auditChain.page(PORTAL, 0, 10);
    expect(sealed.map((one) => [one.position, one.entry.subject])).toEqual([
      [1, "policy"],
      [2, "a"],
      [3, "b"],
    ]);
    expect(sealed.map(({ previousHash }) => previousHash)).toEqual([
      "",
      ...sealed.slice(0, 2).map(({ hash }) => hash),
    ]);
    expect(await store.auditChain.head(PORTAL)).toEqual({ position: 3, hash: sealed[2]?.hash });
    expect(await store.auditChain.head(OTHER_PORTAL)).toBeNull();
    expect(await store.auditChain.waiting(PORTAL)).toEqual({ count: 0, oldestAt: null });
    expect(await faults()).toEqual([]);
  });

  it("is sealed without gaps by several at once", async () => {
    const entries = Array.from({ length: 40 }, (_, index) => entry(`s${index}`));
    await store.audit.append(PORTAL, entries);
    while ((await store.auditChain.waiting(PORTAL)).count > 0) {
      await Promise.all([seal(PORTAL, 7), seal(PORTAL, 7), seal(PORTAL, 7)]);
    }
    expect(await faults()).toEqual([]);
    expect((await store.auditChain.head(PORTAL))?.position).toBe(40);
  });

  it("seals entries that came with a finer instant than ours", async () => {
    await db.run(
      `insert into audit (portal_id, subject, at, position, actor, action, detail)
       values ($1, 'x', '2026-03-27 08:00:00.123456+00', 0, 'a', 'b', '{}')`,
      [PORTAL],
    );
    expect([await seal(), await faults()]).toEqual([1, []]);
  });

  const at = (place: number) => `portal_id = ${PORTAL} and seal_position = ${place}`;
  it.each<{ name: string; sql: string; expected: readonly Omit<ChainFault, "portalId">[] }>([
    {
      name: "who acted",
      sql: `update audit set actor = '12' where ${at(2)}`,
      expected: [{ position: 2, fault: "changed" }],
    },
    {
      name: "the name of who acted",
      sql: `update audit set detail = detail || '{"name": "Eve"}' where ${at(2)}`,
      expected: [{ position: 2, fault: "changed" }],
    },
    {
      name: "a person erased with a trace left",
      sql: `update audit set actor = 'erased', person_salt = null where ${at(2)}`,
      expected: [{ position: 2, fault: "changed" }],
    },
    ...[
      "action = 'other'",
      "subject = 'other'",
      "at = at + interval '1 second'",
      "detail = '{}'",
      "origin = 'card'",
      "before = null",
      `after = '{"state": "approved"}'`,
      "sealed_at = sealed_at + interval '1 second'",
      "person_digest = 'x'",
    ].map((change) => ({
      name: `a row by ${change}`,
      sql: `update audit set ${change} where ${at(2)}`,
      // A digest is not looked at while the person and the salt are there.
      expected: change.startsWith("person_digest")
        ? []
        : [{ position: 2, fault: "changed" as const }],
    })),
    {
      name: "a hash made to fit",
      sql: `update audit set hash = 'x' where ${at(2)}`,
      expected: [
        { position: 2, fault: "changed" },
        { position: 3, fault: "broken" },
      ],
    },
    {
      name: "a row taken out of the middle",
      sql: `delete from audit where ${at(2)}`,
      expected: [{ position: 2, fault: "missing" }],
    },
    {
      name: "the first row",
      sql: `delete from audit where ${at(1)}`,
      expected: [{ position: 1, fault: "missing" }],
    },
    {
      name: "the last row",
      sql: `delete from audit where ${at(4)}`,
      expected: [{ position: 4, fault: "end" }],
    },
    {
      name: "a gap that was closed",
      sql: `delete from audit where ${at(2)};
        update audit set seal_position = seal_position - 1 where seal_position > 2`,
      expected: [
        { position: 2, fault: "changed" },
        { position: 2, fault: "broken" },
        { position: 3, fault: "changed" },
        { position: 4, fault: "end" },
      ],
    },
    {
      name: "two rows that changed places",
      sql: `update audit set seal_position = -seal_position where seal_position in (2, 3);
        update audit set seal_position = seal_position + 5 where seal_position < 0`,
      expected: [
        { position: 2, fault: "changed" },
        { position: 2, fault: "broken" },
        { position: 3, fault: "changed" },
        { position: 3, fault: "broken" },
        { position: 4, fault: "broken" },
      ],
    },
    {
      name: "a row slipped in at the end",
      sql: `insert into audit (portal_id, subject, at, position, actor, action, detail,
          seal_position, sealed_at, previous_hash, hash, person_digest, person_salt)
        select portal_id, 'new', at, 0, actor, action, detail, 5, sealed_at, hash, 'x', 'x', 'x'
        from audit where ${at(4)}`,
      expected: [
        { position: 5, fault: "changed" },
        { position: 5, fault: "end" },
      ],
    },
    {
      name: "the end that was forgotten",
      sql: "delete from audit_chain",
      expected: [{ position: 4, fault: "end" }],
    },
    {
      name: "the end that was moved back",
      sql: "update audit_chain set position = 3",
      expected: [
        { position: 3, fault: "end" },
        { position: 4, fault: "end" },
      ],
    },
  ])("finds $name", async ({ sql, expected }) => {
    const second = { ...full, subject: "b" };
    await store.audit.append(PORTAL, [entry("a"), second, entry("c"), entry("d")]);
    await seal();
    await db.query(`do $$ begin
      perform set_config('session_replication_role', 'replica', true);
      ${sql};
    end $$`);
    expect(await faults()).toEqual(expected);
  });

  it.each([
    { name: "changed", sql: "update audit set action = 'other' where seal_position = 1" },
    { name: "deleted", sql: "delete from audit where seal_position = 1" },
    {
      name: "erased but for a trace",
      sql: "update audit set actor = 'erased', person_salt = null where seal_position = 1",
    },
  ])("does not let a sealed entry be $name", async ({ sql }) => {
    await store.audit.append(PORTAL, [entry("a")]);
    await seal();
    await expect(db.run(sql)).rejects.toThrow(/entry 1 of the audit log of portal \d+ is sealed/);
  });

  it("lets the whole log of a portal go once its end is gone", async () => {
    await store.audit.append(PORTAL, [entry("a")]);
    await seal();
    await db.run("delete from audit_chain where portal_id = $1", [PORTAL]);
    expect(await db.run("delete from audit where portal_id = $1", [PORTAL])).toBe(1);
    expect(await faults()).toEqual([]);
  });

  it("erases a person and is still proved", async () => {
    await store.audit.append(PORTAL, [{ ...full, subject: "a" }, entry("b", { actor: "12" })]);
    await seal();
    await store.audit.append(PORTAL, [entry("c")]);
    expect(await store.auditChain.erasePerson(PORTAL, "11")).toBe(2);
    expect(await store.auditChain.erasePerson(PORTAL, "11")).toBe(0);
    await seal();
    expect(await faults()).toEqual([]);
    const sealed = await store.auditChain.page(PORTAL, 0, 10);
    expect(sealed.map((one) => [one.entry.actor, one.entry.detail["name"], one.isErased])).toEqual([
      ["erased", undefined, true],
      ["12", "王小明 😀", false],
      ["erased", undefined, false],
    ]);
    expect(sealed[0]?.entry).toMatchObject({ before: full.before, detail: { count: 1.5 } });
  });
}
