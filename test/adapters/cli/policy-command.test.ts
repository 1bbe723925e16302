import { beforeEach, describe, expect, it } from "vitest";
import { createPolicyCommand } from "../../../src/adapters/cli/policy-command.ts";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import { parsePolicy } from "../../../src/config/presets.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy as bareOffice, withFallbacks } from "../../support/policies.ts";

const officePolicy = (changes = {}) => withFallbacks(bareOffice(changes));

describe("policy", () => {
  const open = useEmbeddedDatabase();
  const policyText = createPolicyText();
  const stale =
    "Stale: calendars[0].holidays have no date after 2026-05-01: expected one from 2026-06-09 on";
  const stricter = policyText
    .write(officePolicy())
    .replaceAll("durationMinutes: 240", "durationMinutes: 120");
  const files: Readonly<Record<string, string>> = {
    "stricter.yaml": stricter,
    "same.yaml": policyText.write(officePolicy()),
    "wrong.yaml": stricter.replace("calendarId: office", "calendarId: offfice"),
  };
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy() });
    await app.newTicket();
  });

  async function run(...args: string[]) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const seen = { opened: 0, closed: 0 };
    const command = createPolicyCommand({
      policyText,
      readPolicy: parsePolicy,
      files: { read: (path) => files[path] ?? "" },
      openStore: async () => {
        seen.opened += 1;
        return {
          ...app,
          close: async () => {
            seen.closed += 1;
          },
        };
      },
    });
    const code = await command.run(args, {
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
    });
    expect(seen.closed).toBe(seen.opened);
    return { code, printed, complaints, ...seen };
  }
  const version = async () => (await app.store.portals.currentPolicy(PORTAL_ID))?.version;

  it("prints the present one, so that it can be read again", async () => {
    const { code, printed, complaints } = await run("--portal", PORTAL_ID);
    expect({ code, complaints }).toEqual({ code: 0, complaints: ["account 4242001, version 1"] });
    expect(parsePolicy(printed.join("\n"))).toEqual({ ok: true, policy: officePolicy() });
  });

  it("shows what a document would change, and changes nothing", async () => {
    const { code, printed } = await run("--portal", PORTAL_ID, "--file", "stricter.yaml");
    expect({ code, version: await version() }).toEqual({ code: 1, version: 1 });
    expect(printed).toEqual([
      "Differences from version 1:",
      "  Every ticket, first response: 4 h → 2 h; affects 1 open ticket",
      stale,
      "With --apply open it would govern 1 open ticket; their clocks: 1 due earlier.",
      expect.stringMatching(/^ {2}7 first_response due earlier: 2026-\S+Z → 2026-\S+Z {2}\S/),
      "Nothing was changed: repeat with --apply new or --apply open, and --by NAME.",
    ]);
  });

  it("says so when the document says the same", async () => {
    const { code, printed } = await run("--portal", PORTAL_ID, "--file", "same.yaml");
    expect({ code, printed }).toEqual({
      code: 0,
      printed: ["The document says what version 1 says.", stale, "It would change no open ticket."],
    });
  });

  it.each([
    { whom: "new", line: "Version 2 governs new tickets." },
    {
      whom: "open",
      line: "Version 2 governs new tickets and, from now on, 1 open ticket more.",
    },
  ])("approves it for $whom tickets", async ({ whom, line }) => {
    const approval = ["--file", "stricter.yaml", "--apply", whom, "--by", "Mara Lund"];
    const { code, printed } = await run("--portal", PORTAL_ID, ...approval);
    expect({ code, printed, version: await version() }).toEqual({
      code: 0,
      printed: [line],
      version: 2,
    });
  });

  it("refuses a document that is wrong, with place, found value and what was expected", async () => {
    const approval = ["--file", "wrong.yaml", "--apply", "new", "--by", "Mara Lund"];
    const { code, complaints, opened } = await run("--portal", PORTAL_ID, ...approval);
    expect({ code, opened, version: await version() }).toEqual({ code: 1, opened: 0, version: 1 });
    expect(complaints).toEqual([
      expect.stringMatching(/^targets\[0\]\.calendarId names "offfice": expected one of /),
    ]);
  });

  it.each([
    { name: "no account", args: [], complaint: "--portal is missing: expected a portal's id" },
    {
      name: "an approval of nothing",
      args: ["--portal", PORTAL_ID, "--apply", "new", "--by", "Mara"],
      complaint: "--file is missing: expected it with --apply",
    },
    {
      name: "an approval by nobody",
      args: ["--portal", PORTAL_ID, "--apply", "open", "--file", "stricter.yaml"],
      complaint: "--by is missing: expected it with --apply",
    },
    {
      name: "an approval for somebody else",
      args: ["--portal", PORTAL_ID, "--apply", "old", "--file", "stricter.yaml", "--by", "Mara"],
      complaint: '--apply is "old": expected new or open',
    },
    {
      name: "an account that is not there",
      args: ["--portal", "17", "--file", "stricter.yaml"],
      complaint: '--portal is "17": expected a connected account, 4242001',
    },
    {
      name: "an account that is not there, to be shown",
      args: ["--portal", "17"],
      complaint: '--portal is "17": expected a connected account, 4242001',
    },
    {
      name: "an account that is not there, to be changed",
      args: ["--portal", "17", "--file", "stricter.yaml", "--apply", "new", "--by", "Mara"],
      complaint: '--portal is "17": expected a connected account, 4242001',
    },
  ])("takes $name for wrong use", async ({ args, complaint }) => {
    const { code, complaints } = await run(...args);
    expect({ code, version: await version() }).toEqual({ code: 2, version: 1 });
    expect(complaints.join("\n")).toContain(complaint);
  });
});
