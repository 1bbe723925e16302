import { beforeEach, describe, expect, it } from "vitest";
import { createPolicyCommand } from "../../../src/adapters/cli/policy-command.ts";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import { parsePolicy } from "../../../src/config/presets.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { ADA, BEN, governanceOf } from "../../support/governance-under-test.ts";
import { officePolicy as bareOffice, withFallbacks } from "../../support/policies.ts";

const officePolicy = (changes = {}) => withFallbacks(bareOffice(changes));

const policyText = createPolicyText();
const same = `# Ours.\n${policyText.write(officePolicy())}`;
const stricter = same.replaceAll("durationMinutes: 240", "durationMinutes: 120");

const files: Readonly<Record<string, string>> = {
  "same.yaml": same,
  "stricter.yaml": stricter,
};

describe("policy", () => {
  const open = useEmbeddedDatabase();
  const stale =
    "Stale: calendars[0].holidays have no date after 2026-05-01: expected one from 2026-06-09 on";
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
      readPolicy: parsePolicy,
      files: { read: (path) => files[path] ?? "" },
      openStore: async () => {
        seen.opened += 1;
        const close = async () => {
          seen.closed += 1;
        };
        return { ...app, governance: governanceOf(app, "cli"), close };
      },
    });
    const code = await command.run(args, {
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
    });
    expect(seen.closed).toBe(seen.opened);
    return { code, printed, complaints, text: printed.join("\n"), ...seen };
  }
  const here = ["--portal", PORTAL_ID];
  const byAda = ["--by", ADA.email];
  const version = async () => (await app.store.portals.currentPolicy(PORTAL_ID))?.version;
  const importedDraft = async (file = "stricter.yaml", by = byAda) => {
    const { text } = await run("import", ...here, "--file", file, ...by, "--json");
    return String(JSON.parse(text).draft.draftId);
  };

  it("takes a document all the way: import, submit, approve, export, with its comments", async () => {
    const draft = await importedDraft();
    const step = (name: string, ...more: string[]) =>
      run(name, ...here, "--draft", draft, ...byAda, ...more);
    expect(await step("submit", "--applies-to", "open")).toMatchObject({
      code: 0,
      printed: [`draft ${draft}, revision 2: submitted, to be approved`],
    });
    expect(await version()).toBe(1);
    expect(await step("approve")).toMatchObject({
      code: 0,
      printed: [`draft ${draft}, revision 4: version 2 governs new tickets`],
      complaints: ["1 open ticket more, from now on"],
    });
    expect(await version()).toBe(2);
    const exported = await run("export", ...here);
    expect(exported).toMatchObject({ code: 0, complaints: ["account 4242001, version 2"] });
    expect(`${exported.text}\n`).toBe(stricter);
    const first = await run("export", ...here, "--version", "1", "--json");
    expect(JSON.parse(first.text)).toMatchObject({ portal: PORTAL_ID, version: 1 });
  });

  it("approves for later, for new tickets only", async () => {
    const draft = await importedDraft();
    const at = ["--effective-at", "2026-06-10T08:00:00+02:00"];
    await run("submit", ...here, "--draft", draft, ...byAda, ...at);
    const { printed } = await run("approve", ...here, "--draft", draft, ...byAda);
    expect(printed).toEqual([
      `draft ${draft}, revision 3: approved, in force from 2026-06-10T06:00:00.000Z`,
    ]);
    expect(await version()).toBe(1);
  });

  it("acts by the role of an e-mail address, and says who may", async () => {
    await governanceOf(app).grant([
      [ADA, "lead"],
      [BEN, "admin"],
    ]);
    const draft = await importedDraft();
    const step = (name: string, email: string, ...more: string[]) =>
      run(name, ...here, "--draft", draft, "--by", email, ...more);
    expect(await step("submit", ADA.email, "--approver", ADA.email)).toMatchObject({
      code: 1,
      complaints: ["whom it is put before may not approve it: expected a manager or an admin"],
    });
    await step("submit", ADA.email, "--approver", BEN.email);
    expect(await step("approve", ADA.email)).toMatchObject({
      code: 1,
      complaints: [
        "the role is lead: expected manager or admin to approve draft, which Ben Li <ben@example.com> may",
      ],
    });
    expect(await step("approve", "eve@example.com", "--json")).toMatchObject({ code: 1 });
    expect(await step("approve", "BEN@example.com")).toMatchObject({ code: 0 });
    expect(await version()).toBe(2);
  });

  it("puts a document in a draft, from its newest revision or one that is named", async () => {
    const draft = await importedDraft();
    const put = ["import", ...here, "--file", "same.yaml", ...byAda, "--draft", draft];
    expect((await run(...put)).printed).toEqual([
      `draft ${draft}, revision 2: kept, to be submitted`,
    ]);
    const { code, complaints } = await run(...put, "--revision", "1");
    expect({ code, complaints }).toEqual({
      code: 1,
      complaints: [
        expect.stringMatching(
          /^ada@example.com changed the draft at 2026-\S+: expected revision 2/,
        ),
      ],
    });
  });

  it("asks for another look when another version has come into force", async () => {
    const [first, second] = [await importedDraft(), await importedDraft("same.yaml")];
    for (const name of ["submit", "approve"]) await run(name, ...here, "--draft", first, ...byAda);
    const submit = ["submit", ...here, "--draft", second, ...byAda];
    const refused = await run(...submit);
    expect(refused.code).toBe(1);
    expect(refused.complaints.join()).toMatch(/with version 1, and version 2 .*with --onto 2$/);
    expect((await run(...submit, "--onto", "2")).code).toBe(0);
    const again = await run("approve", ...here, "--draft", first, ...byAda);
    expect(again.complaints.join()).toMatch(/^the draft is effective: expected one/);
  });

  it("replays a document over the recorded tickets, and changes nothing", async () => {
    const replay = (file: string, ...more: string[]) =>
      run("replay", ...here, "--file", file, ...more);
    expect(await replay("same.yaml")).toMatchObject({
      code: 0,
      printed: expect.arrayContaining([
        expect.stringMatching(/^1 tickets compared, events since /),
        "breaches added: 0",
        "breaches avoided: 0",
      ]),
    });
    app.time.now += 3 * 3_600_000;
    const { text } = await replay("stricter.yaml", "--days", "7", "--json");
    expect(JSON.parse(text)).toMatchObject({ currentVersion: 1, tickets: 1 });
    expect(await replay("wrong-name.yaml")).toMatchObject({ code: 1, printed: [] });
    expect((await replay("same.yaml", "--draft", "x")).code).toBe(2);
    expect(await version()).toBe(1);
  });

  it("shows what a document or a draft would change, and changes nothing", async () => {
    const lines = [
      "Differences from version 1:",
      "  Every ticket, first response: 4 h → 2 h; affects 1 open ticket",
      stale,
      "Applied to open tickets it would govern 1 open ticket; their clocks: 1 due earlier.",
      expect.stringMatching(/^ {2}7 first_response due earlier: 2026-\S+Z → 2026-\S+Z {2}\S/),
      "Nothing was changed: import makes a draft of a document, submit and approve bring it into force.",
    ];
    const ofFile = await run("diff", ...here, "--file", "stricter.yaml");
    expect(ofFile).toMatchObject({ code: 1, printed: lines });
    const ofDraft = await run("diff", ...here, "--draft", await importedDraft());
    expect(ofDraft).toMatchObject({ code: 1, printed: lines });
    const asJson = await run("diff", ...here, "--file", "stricter.yaml", "--json");
    expect(JSON.parse(asJson.text)).toMatchObject({ currentVersion: 1, effect: { tickets: 1 } });
    expect(await run("diff", ...here, "--file", "same.yaml")).toMatchObject({
      code: 0,
      printed: ["The document says what version 1 says.", stale, "It would change no open ticket."],
    });
    expect(await version()).toBe(1);
  });

  it("lints without a store", async () => {
    expect(await run("lint", "--file", "same.yaml")).toMatchObject({
      ...{ code: 0, opened: 0, printed: ["same.yaml has no problems"] },
    });
    const asJson = await run("lint", "--file", "same.yaml", "--json");
    expect(JSON.parse(asJson.text)).toEqual({ ok: true, problems: [] });
  });

  const away = '--portal is "17": expected a connected account, 4242001';
  it.each([
    {
      name: "no subcommand",
      args: [],
      complaint: "policy has no subcommand: expected one of lint",
    },
    { name: "one that is none", args: ["apply"], complaint: "policy apply: expected one of lint" },
    { name: "no file", args: ["lint"], complaint: "--file is missing: expected a file" },
    { name: "no account", args: ["export"], complaint: "--portal is missing: expected a portal's" },
    {
      name: "nothing to compare",
      args: ["diff", ...here],
      complaint: "--file is missing: expected either it or --draft",
    },
    {
      name: "an import by nobody",
      args: ["import", ...here, "--file", "stricter.yaml"],
      complaint: "--by is missing: expected your e-mail address in HubSpot",
    },
    {
      name: "a time without its zone",
      args: ["approve", ...here, "--draft", "d", ...byAda, "--effective-at", "2026-04-01T08:00"],
      complaint: '--effective-at is "2026-04-01T08:00": expected an instant such as',
    },
    {
      name: "an approval for somebody else",
      args: ["submit", ...here, "--draft", "d", ...byAda, "--applies-to", "old"],
      complaint: '--applies-to is "old": expected new or open',
    },
    {
      name: "an account that is not there, to be compared",
      args: ["diff", "--portal", "17", "--file", "stricter.yaml"],
      complaint: away,
    },
    { name: "one to be exported", args: ["export", "--portal", "17"], complaint: away },
    {
      name: "one to be changed",
      args: ["import", "--portal", "17", "--file", "stricter.yaml", ...byAda],
      complaint: away,
    },
  ])("takes $name for wrong use", async ({ args, complaint }) => {
    const { code, complaints } = await run(...args);
    expect({ code, version: await version() }).toEqual({ code: 2, version: 1 });
    expect(complaints.join("\n")).toContain(complaint);
  });

  it.each([
    { args: ["diff", ...here, "--draft", "d"], complaint: "there is no such draft" },
    { args: ["submit", ...here, "--draft", "d", ...byAda], complaint: "there is no such draft" },
    { args: ["export", ...here, "--version", "9"], complaint: "there is no such version" },
  ])("refuses what is not there: $args", async ({ args, complaint }) => {
    const { code, complaints } = await run(...args);
    expect({ code, text: complaints.join() }).toEqual({
      code: 1,
      text: expect.stringContaining(complaint),
    });
  });
});
