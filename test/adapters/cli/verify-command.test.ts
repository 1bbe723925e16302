import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVerifyCommand } from "../../../src/adapters/cli/verify-command.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import {
  type AppUnderTest,
  appUnderTest,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("verify", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  let directory = "";
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "aftercare-verify-"));
    db = await open();
    app = appUnderTest(db);
    await app.connect();
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  async function run(line = "") {
    const printed: string[] = [];
    const complaints: string[] = [];
    const opened: (string | undefined)[] = [];
    let closes = 0;
    const command = createVerifyCommand({
      openStore: async (dataDir) => {
        opened.push(dataDir);
        return {
          store: app.store,
          contexts: app.contexts,
          close: async () => {
            closes += 1;
          },
        };
      },
    });
    const code = await command.run(line === "" ? [] : line.split(" "), {
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
    });
    return { code, printed, complaints, opened, closes };
  }

  /** Rows whose stored subjects are wrong, one difference each. */
  async function spoil(count: number): Promise<void> {
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    if (row === null) throw new Error("the ticket is known");
    const facts = (await app.store.tickets.events(PORTAL_ID, ["7"])).get("7") ?? [];
    const ids = Array.from({ length: count }, (_, n) => String(100 + n));
    await app.store.tickets.appendEvents(
      PORTAL_ID,
      ids.flatMap((ticketId) => facts.map((fact) => ({ ...fact, ticketId }))),
    );
    await app.store.tickets.save(
      PORTAL_ID,
      ids.map((ticketId) => ({ ...row, ticket: { ...row.ticket, ticketId, subject: "Flood" } })),
    );
  }

  it("ends well when nothing differs", async () => {
    expect(await run("--data ./somewhere")).toEqual({
      code: 0,
      printed: [
        "portal   tickets  different  without facts",
        "4242001        1          0              0",
        "audit log of portal 4242001: 0 entries sealed, 0 waiting",
        "verify: 1 tickets, 0 differences",
      ],
      complaints: [],
      opened: ["./somewhere"],
      closes: 1,
    });
  });

  it("tells the first differences in words, counts all and writes them down", async () => {
    await spoil(22);
    const file = join(directory, "verify.json");
    const { code, printed } = await run(`--json ${file}`);
    expect(code).toBe(1);
    expect(printed).toHaveLength(2 + 20 + 3);
    expect(printed[2]).toBe(
      'ticket 100 of portal 4242001: ticket.subject is stored as "Flood": expected "Leak"',
    );
    expect(printed.slice(-3)).toEqual([
      "and 2 more",
      "audit log of portal 4242001: 0 entries sealed, 0 waiting",
      "verify: 23 tickets, 22 differences",
    ]);
    const written = JSON.parse(readFileSync(file, "utf8"));
    expect(written).toMatchObject({ differences: 22, portals: [{ different: 22 }] });
    expect(written.first).toHaveLength(22);
  });

  it("shows instants as people read them", async () => {
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    if (row === null) throw new Error("the ticket is known");
    await app.store.tickets.save(PORTAL_ID, [{ ...row, nextDueAt: START }]);
    expect((await run()).printed[2]).toContain(
      `nextDueAt is stored as ${START} (2026-06-09T08:00:00.000Z): expected ${row.nextDueAt} (`,
    );
  });

  it("goes through the audit log and tells where it does not hold", async () => {
    const entry = { at: START, actor: "11", action: "tested", detail: {} };
    const subjects = ["a", "b", "c", "d"];
    await app.store.audit.append(
      PORTAL_ID,
      subjects.map((subject) => ({ ...entry, subject })),
    );
    await app.store.auditChain.seal(PORTAL_ID, { limit: 3, now: START });
    const head = await app.store.auditChain.head(PORTAL_ID);
    const whole = await run();
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.printed).toContain(
      `audit log of portal 4242001: 3 entries sealed, 1 waiting, the last one ${head?.hash}`,
    );
    await db.query(`do $$ begin
      perform set_config('session_replication_role', 'replica', true);
      delete from audit where seal_position = 1;
      update audit set action = 'other' where seal_position = 2;
      update audit set previous_hash = 'x' where seal_position = 3;
      update audit_chain set position = 9;
    end $$`);
    const file = join(directory, "verify.json");
    const { code, printed } = await run(`--json ${file}`);
    expect(code).toBe(1);
    expect(printed.filter((line) => line.startsWith("entry "))).toEqual([
      "entry 1 of the audit log of portal 4242001 is missing",
      "entry 2 of the audit log of portal 4242001 does not say what was sealed",
      "entry 3 of the audit log of portal 4242001 does not say what was sealed",
      "entry 3 of the audit log of portal 4242001 does not follow the one before it",
      "entry 9 of the audit log of portal 4242001 is not where the log ends: expected the one that was sealed last",
    ]);
    const written = JSON.parse(readFileSync(file, "utf8"));
    expect(written.audit).toMatchObject({ count: 5, chains: [{ sealed: 2, faults: 5 }] });
  });

  it("does not end well when a portal could not be verified", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID, state: "disconnected", slack: false });
    const { code, printed } = await run();
    expect(code).toBe(1);
    expect(printed[2]).toMatch(/^4242009 .* not verified: disconnected, or without a policy$/);
    expect((await run(`--portal ${PORTAL_ID}`)).code).toBe(0);
  });

  it.each<{ name: string; line: string; complaint: RegExp; opens: number }>([
    {
      name: "a portal that is not there",
      line: "--portal 99",
      complaint: /^--portal is "99": expected one of 4242001$/,
      opens: 1,
    },
    {
      name: "a portal that is no number",
      line: "--portal me",
      complaint: /^--portal is "me": expected a portal's id, in digits$/,
      opens: 0,
    },
    {
      name: "an option that is none",
      line: "--all",
      complaint: /^Unknown option '--all': expected --portal, --data, --json$/,
      opens: 0,
    },
  ])("refuses $name", async ({ line, complaint, opens }) => {
    const { code, printed, complaints, opened, closes } = await run(line);
    expect({ code, printed }).toEqual({ code: 2, printed: [] });
    expect(complaints.join("\n")).toMatch(complaint);
    expect([opened.length, closes]).toEqual([opens, opens]);
  });
});
