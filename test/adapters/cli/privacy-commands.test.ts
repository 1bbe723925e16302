import { Ajv } from "ajv";
import { beforeEach, describe, expect, it } from "vitest";
import type { Command } from "../../../src/adapters/cli/command.ts";
import { createExportCommand } from "../../../src/adapters/cli/export-command.ts";
import { createPortalCommand } from "../../../src/adapters/cli/portal-command.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createDataExports } from "../../../src/adapters/postgres/exports.ts";
import { createPortalPurges } from "../../../src/adapters/postgres/portal-purges.ts";
import { createTokenRemoval } from "../../../src/adapters/postgres/token-vault.ts";
import { disconnectPortal } from "../../../src/app/portals/disconnect-portal.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { CONTACT_ID, NAME, plantEverywhere } from "../../support/planted-person.ts";

describe("commands about kept data", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  let seen: { opened: number; closed: number };
  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
    await app.connect();
    seen = { opened: 0, closed: 0 };
  });

  const openStore = async () => {
    seen.opened += 1;
    return {
      purges: createPortalPurges(db),
      exports: createDataExports(db),
      timeSource: app.timeSource,
      disconnect: (portalId: string) =>
        disconnectPortal({ ...app, vault: createTokenRemoval(db) }, portalId, {
          cause: "by_operator",
        }),
      close: async () => {
        seen.closed += 1;
      },
    };
  };
  async function run(command: Command, ...args: string[]) {
    const [printed, complaints]: [string[], string[]] = [[], []];
    const code = await command.run(args, {
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
    });
    expect(seen.closed).toBe(seen.opened);
    return { code, printed, complaints };
  }
  const portal = (...args: string[]) => run(createPortalCommand({ openStore }), ...args);
  const exported = (...args: string[]) => run(createExportCommand({ openStore }), ...args);

  describe("portal", () => {
    it("tells how an account stands and how many rows there are", async () => {
      const { code, printed } = await portal("status", "--portal", PORTAL_ID);
      expect(code).toBe(0);
      expect(printed.slice(0, 2)).toEqual(["connected", "after it is disconnected: keep"]);
      expect(printed.map((line) => line.trim())).toContainEqual(
        expect.stringMatching(/^portal_policy +1$/),
      );
    });

    it("purges what is disconnected, and of what is connected notes the wish", async () => {
      expect((await portal("purge", "--portal", PORTAL_ID)).printed).toEqual([
        "it is connected: its data are deleted as soon as it is disconnected",
      ]);
      expect((await portal("status", "--portal", PORTAL_ID)).printed).toContain(
        "after it is disconnected: purge",
      );
      expect((await portal("keep", "--portal", PORTAL_ID)).code).toBe(0);
      const { code, printed } = await portal("purge", "--portal", PORTAL_ID, "--disconnect");
      expect(code).toBe(0);
      expect(printed.at(-1)).toBe("deleted; a search over every table finds no row of it");
      expect(await app.store.portals.find(PORTAL_ID)).toBeNull();
      expect((await portal("status", "--portal", PORTAL_ID)).code).toBe(1);
    });

    it("tells since when it is disconnected, and keeps nothing that is being deleted", async () => {
      await (await openStore()).disconnect(PORTAL_ID);
      seen.closed += 1;
      await db.run("update portal set purging_since = now() where portal_id = $1", [PORTAL_ID]);
      const { printed } = await portal("status", "--portal", PORTAL_ID);
      expect(printed[0]).toMatch(/^disconnected since 20/);
      expect(printed[2]).toBe("its data are being deleted");
      expect((await portal("keep", "--portal", PORTAL_ID)).code).toBe(1);
    });

    it.each([
      { args: [], complaint: 'the action is "": expected status, keep or purge' },
      { args: ["burn"], complaint: 'the action is "burn": expected status, keep or purge' },
      { args: ["keep"], complaint: "--portal is missing: expected a portal's id, in digits" },
    ])("refuses $args", async ({ args, complaint }) => {
      expect(await portal(...args)).toMatchObject({ code: 2, complaints: [complaint] });
      expect(seen.opened).toBe(0);
    });
  });

  describe("export", () => {
    it("prints rows that fit the schema that it prints", async () => {
      await plantEverywhere(db, PORTAL_ID);
      const schemas = JSON.parse((await exported("schema")).printed.join("\n"));
      const ajv = new Ajv({ strict: false, validateFormats: false });
      const { code, printed, complaints } = await exported("portal", "--portal", PORTAL_ID);
      expect({ code, complaints }).toEqual({ code: 0, complaints: [`${printed.length} rows`] });
      expect(printed.length).toBeGreaterThan(60);
      for (const line of printed) {
        const { table, row } = JSON.parse(line);
        const fits = ajv.validate(schemas[table], row);
        expect([table, fits, ajv.errorsText()]).toEqual([table, true, "No errors"]);
      }
    });

    it("prints what is kept of one person", async () => {
      await plantEverywhere(db, PORTAL_ID);
      const { printed } = await exported(
        ...["person", "--portal", PORTAL_ID, "--contact", CONTACT_ID],
      );
      expect(printed.length).toBeGreaterThan(25);
      expect(printed.filter((line) => line.includes("Somebody else"))).toEqual([]);
      expect(printed.join("\n")).toContain(NAME);
    });

    it.each([
      {
        args: ["all"],
        code: 2,
        complaint: 'what to export is "all": expected portal, person or schema',
      },
      {
        args: ["portal"],
        code: 2,
        complaint: "--portal is missing: expected a portal's id, in digits",
      },
      {
        args: ["person", "--portal", PORTAL_ID, "--contact", "Ann"],
        code: 2,
        complaint: `--contact is "Ann": expected a contact's id, in digits`,
      },
      {
        args: ["portal", "--portal", "5"],
        code: 1,
        complaint: '--portal is "5": nothing is known of that account',
      },
    ])("refuses $args", async ({ args, code, complaint }) => {
      expect(await exported(...args)).toMatchObject({ code, complaints: [complaint] });
    });
  });
});
