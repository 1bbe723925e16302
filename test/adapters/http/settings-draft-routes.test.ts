import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SettingsDocument } from "../../../src/contract/settings-page.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type SettingsServer, startSettings } from "./settings-server.ts";
import { settingsSteps, wish } from "./settings-steps.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
let steps: ReturnType<typeof settingsSteps>;
beforeEach(async () => {
  server = await startSettings(await open());
  steps = settingsSteps(server);
});
afterEach(() => server.close());

describe("a draft", () => {
  it("goes from one person's words by another's approval into force", async () => {
    await steps.submitted("lea");
    const [own] = (await steps.shown("lea")).drafts;
    expect(own).toMatchObject({ title: "Sooner", acts: ["withdraw"], notice: null });
    expect(own?.hints[0]).toContain("Only service managers and admins may approve policies");
    const [asked] = (await steps.shown("max")).drafts;
    expect(asked?.acts).toEqual(["approve", "refuse", "withdraw"]);
    invariant(asked, "the manager sees the draft");
    const { draftId, revision } = asked;
    const approval = { actKey: steps.newKey(), draftId, revision, ...wish };
    const answer = await server.act("max", "approve", approval);
    expect(answer).toMatchObject({ isDone: true, message: "Approved: version 2 is in force." });
    expect(await server.act("max", "approve", approval)).toMatchObject({ isDone: true });
    const page = await steps.shown("rob");
    expect(page.versions[0]).toMatchObject({ author: "lea@example.com", isInForce: true });
    expect(page.versions[0]).toMatchObject({ approvedBy: "max@example.com" });
    expect(page.notice).toContain("Version 2 is in force since");
    expect(page.drafts).toEqual([]);
  });

  it("waits for its day, and says so to everybody", async () => {
    const draft = await steps.submitted("max", { effectiveDate: "2026-07-01" });
    const [asked] = (await steps.shown("mia")).drafts;
    expect(asked?.wish).toEqual({ appliesTo: "new", effectiveDate: "2026-07-01" });
    const effectiveDate = "2026-07-01";
    const decision = { actKey: steps.newKey(), ...draft, ...wish, effectiveDate };
    const answer = await server.act("mia", "approve", decision);
    expect(answer.message).toContain("Wed 1 Jul, 00:00 (Berlin)");
    expect((await steps.shown("vic")).notice).toContain("comes into force Wed 1 Jul");
    const [waiting] = (await steps.shown("mia")).drafts;
    expect(waiting?.acts).toEqual(["withdraw"]);
    const other = await steps.submitted("lea");
    const second = await server.act("mia", "approve", {
      actKey: steps.newKey(),
      ...other,
      ...wish,
    });
    expect(second.message).toContain("is approved and not wholly in force yet");
  });

  it.each([
    { act: "save", person: "rob", message: "Only department leads, service managers and admins" },
    {
      act: "submit",
      person: "rob",
      message: "managers and admins may submit drafts: ada@example.com",
    },
    { act: "approve", person: "lea", message: "Only service managers and admins may approve" },
    { act: "refuse", person: "lea", message: "Only service managers and admins may refuse" },
    { act: "withdraw", person: "vic", message: "may withdraw drafts" },
    { act: "restore", person: "rob", message: "may write drafts" },
    { act: "role", person: "max", message: "Only admins may give roles: ada@example.com." },
  ] as const)("is no matter of $person’s to $act", async ({ act, person, message }) => {
    const draft =
      act === "submit" || act === "save" ? await steps.saved("lea") : await steps.submitted("lea");
    const bodies = {
      save: { draft, text: steps.sooner(), note: "" },
      submit: { ...draft, comparedWith: 1, approverId: null, ...wish },
      approve: { ...draft, ...wish },
      refuse: { ...draft, reason: "No" },
      withdraw: { ...draft, reason: "No" },
      restore: { version: 1 },
      role: { userId: "5", role: "admin" },
    };
    const answer = await server.act(person, act, { actKey: steps.newKey(), ...bodies[act] });
    expect(answer.isDone).toBe(false);
    expect(answer.message).toContain(message);
  });

  it("is not approved by whoever submitted it", async () => {
    const draft = await steps.submitted("max");
    expect((await steps.shown("max")).drafts[0]?.hints[0]).toContain(
      "somebody else has to approve it",
    );
    const own = await server.act("max", "approve", { actKey: steps.newKey(), ...draft, ...wish });
    expect(own).toMatchObject({ isDone: false });
    expect(own.message).toContain("somebody else who may approve");
  });

  it("that was put before one manager waits for the other", async () => {
    const draft = await steps.submitted("lea", { approverId: "2" });
    const early = await server.act("mia", "approve", { actKey: steps.newKey(), ...draft, ...wish });
    expect(early.message).toContain("you may approve it from");
    expect((await steps.shown("mia")).drafts[0]?.hints[0]).toContain(
      "It was put before somebody else",
    );
    expect((await steps.shown("mia")).drafts[0]?.facts.at(-1)).toBe("Put before max@example.com");
    const unfit = await steps.saved("lea");
    const toRep = { actKey: steps.newKey(), ...unfit, comparedWith: 1, ...wish, approverId: "5" };
    expect((await server.act("lea", "submit", toRep)).message).toBe(
      "Whom you put it before may not approve it.",
    );
  });

  it.each([
    { act: "refuse", person: "max", state: "Refused" },
    { act: "withdraw", person: "lea", state: "Withdrawn" },
  ] as const)("ends when $person takes the step: $act", async ({ act, person, state }) => {
    const draft = await steps.submitted("lea");
    const body = { actKey: steps.newKey(), ...draft, reason: "Not before summer" };
    expect((await server.act(person, act, body)).isDone).toBe(true);
    expect((await server.act(person, act, body)).isDone).toBe(true);
    const [ended] = (await steps.shown("lea")).drafts;
    expect(ended).toMatchObject({ isOpen: false, status: { label: state }, acts: [] });
    expect(ended?.facts.at(-1)).toContain(`${state} by ${person}@example.com`);
    const again = { actKey: steps.newKey(), draft, text: steps.sooner(), note: "" };
    expect((await server.act("lea", "save", again)).isStale).toBe(true);
  });

  it("is saved once, however often it is told", async () => {
    const actKey = steps.newKey();
    const first = { actKey, draft: null, text: steps.sooner(), note: "Once" };
    const one = await server.act("lea", "save", first);
    expect(await server.act("lea", "save", first)).toEqual(one);
    expect((await steps.shown("lea")).drafts).toHaveLength(1);
    const edit = { actKey: steps.newKey(), draft: one.draft, text: steps.sooner(60), note: "Once" };
    const two = await server.act("lea", "save", edit);
    expect(await server.act("lea", "save", edit)).toEqual(two);
  });

  it("that somebody else has saved is stale, and is not written over", async () => {
    const draft = await steps.saved("lea");
    await server.act("max", "save", {
      actKey: steps.newKey(),
      draft,
      text: steps.sooner(60),
      note: "Max",
    });
    const mine = { actKey: steps.newKey(), draft, text: steps.sooner(30), note: "Lea" };
    const answer = await server.act("lea", "save", mine);
    expect(answer).toMatchObject({ isDone: false, isStale: true });
    expect(answer.message).toContain("max@example.com changed it");
    const kept = await server.read(SettingsDocument, ["lea", `document?draftId=${draft.draftId}`]);
    expect(kept.note).toBe("Max");
  });

  it("with problems is not saved, and says which", async () => {
    const body = { actKey: steps.newKey(), draft: null, text: "tiers: []", note: "" };
    const answer = await server.act("lea", "save", body);
    expect(answer).toMatchObject({ isDone: false, draft: null });
    expect(answer.check?.findings.length).toBeGreaterThan(0);
    expect((await steps.shown("lea")).drafts).toEqual([]);
  });

  it("has to be compared again when another version has come into force", async () => {
    const waiting = await steps.submitted("lea");
    const other = await steps.saved("max", steps.sooner(90));
    const wanted = { actKey: steps.newKey(), ...other, comparedWith: 1, approverId: null, ...wish };
    const ready = await server.act("max", "submit", wanted);
    await server.act("mia", "approve", { actKey: steps.newKey(), ...ready.draft, ...wish });
    const [draft] = (await steps.shown("max")).drafts;
    expect(draft?.notice).toContain("Version 2 has come into force since");
    expect(draft?.acts).toEqual(["submit", "refuse", "withdraw"]);
    const late = await server.act("max", "approve", {
      actKey: steps.newKey(),
      ...waiting,
      ...wish,
    });
    expect(late.message).toContain("Version 2 is in force by now");
  });

  it("is made of an older version, once", async () => {
    const restore = { actKey: steps.newKey(), version: 1 };
    const answer = await server.act("lea", "restore", restore);
    expect(answer.message).toBe("A draft that says what version 1 says is made.");
    await server.act("lea", "restore", restore);
    expect((await steps.shown("lea")).drafts.map(({ title }) => title)).toEqual([
      "Version 1 again",
    ]);
    const none = await server.act("lea", "restore", { actKey: steps.newKey(), version: 9 });
    expect(none.message).toBe("There is no such version.");
  });

  it.each(["save", "submit", "approve", "refuse", "withdraw", "restore", "role", "check"])(
    "takes no body of another shape: %s",
    async (path) => {
      const answers = [{ actKey: "short" }, "no json"].map((body) =>
        server.ask("ada", path, { body }),
      );
      for (const answer of answers) expect((await answer).status).toBe(400);
    },
  );
});
