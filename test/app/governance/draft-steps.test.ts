import { beforeEach, describe, expect, it } from "vitest";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  ADA,
  BEN,
  CARL,
  drafted,
  type Governance,
  governanceOf,
  promising,
  textOf,
  tickOf,
} from "../../support/governance-under-test.ts";

const portalId = PORTAL_ID;

describe("a draft of a policy", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let governance: Governance;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: promising(240) });
    governance = governanceOf(app);
    await governance.grant([
      [ADA, "lead"],
      [BEN, "manager"],
      [CARL, "admin"],
    ]);
  });

  const inForce = async () => (await app.store.portals.currentPolicy(portalId))?.version;
  const approve: Governance["approve"] = (draft, options) => governance.approve(draft, options);
  const listed = async () => {
    const list = await governance.readPolicies({ portalId, by: ADA });
    if (!list.ok) throw new Error(list.reason);
    return list;
  };

  it("refuses the second of two who write at once, in the name of the first", async () => {
    const { draftId } = await governance.draftOf(promising(60), ADA, { isSubmitted: false });
    const edit = (by: typeof ADA, minutes: number) =>
      governance.editDraft({
        ...{ portalId, by, draftId, revision: 1 },
        ...{ text: textOf(promising(minutes)), note: "" },
      });
    const answers = await Promise.all([edit(ADA, 50), edit(BEN, 40)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      reason: "changed_meanwhile",
      by: answers[0].ok ? ADA : BEN,
      revision: 2,
    });
  });

  it("keeps the document as it was written, and gives an old one back as a new draft", async () => {
    const text = `# Why we promise this.\n${textOf(promising(60))}`;
    await approve(await governance.draftOf(promising(60), ADA, { text }));
    await approve(await governance.draftOf(promising(30), ADA));
    const exported = await governance.exportPolicy({ portalId, by: ADA, version: 2 });
    expect(exported).toEqual({ ok: true, version: 2, text });
    const asked = { portalId, by: ADA, note: "Back" };
    const restored = drafted(await governance.restoreVersion({ ...asked, version: 2 }));
    expect(restored).toMatchObject({ text, restoredFrom: 2, baseVersion: 3 });
    expect(await inForce()).toBe(3);
    // The first version came without a document.
    const first = drafted(await governance.restoreVersion({ ...asked, version: 1 }));
    expect(first.policy).toEqual(promising(240));
    expect(await governance.restoreVersion({ ...asked, version: 9 })).toMatchObject({
      reason: "no_such_version",
    });
    const wrong = { portalId, by: ADA, version: 9 };
    expect(await governance.exportPolicy(wrong)).toMatchObject({ reason: "no_such_version" });
  });

  it("gives out how long data are kept as it was taken in", async () => {
    const policy = { ...promising(60), retention: { touchDays: 1_000, messageDays: 60 } };
    await approve(await governance.draftOf(policy, ADA));
    const exported = await governance.exportPolicy({ portalId, by: ADA, version: null });
    if (!exported.ok) throw new Error(exported.reason);
    const { text } = exported;
    const again = drafted(await governance.createDraft({ portalId, by: ADA, text, note: "" }));
    expect(again.policy).toEqual(policy);
  });

  it("is nothing when the document has problems, which are all told", async () => {
    const text = textOf(promising(60)).replaceAll("calendarId: office", "calendarId: offfice");
    const answer = await governance.createDraft({ portalId, by: ADA, text, note: "" });
    expect(answer).toMatchObject({ ok: false, reason: "invalid" });
    const checked = await governance.checkDocument({ portalId, by: ADA, text });
    expect(checked).toMatchObject({ reading: { ok: false } });
    const draft = await governance.draftOf(promising(60), ADA);
    const { draftId, revision } = draft;
    const edit = { portalId, by: ADA, draftId, revision, text, note: "" };
    expect(await governance.editDraft(edit)).toMatchObject({ reason: "invalid" });
    expect((await listed()).drafts).toHaveLength(1);
  });

  it("is refused or taken back with a reason, also after it was approved", async () => {
    const draft = await governance.draftOf(promising(60), ADA);
    const { draftId, revision } = draft;
    const asked = { portalId, draftId, revision, reason: "Too strict" };
    expect(await governance.refuseDraft({ ...asked, by: ADA })).toMatchObject({
      reason: "not_allowed",
    });
    const refused = drafted(await governance.refuseDraft({ ...asked, by: BEN }));
    expect(refused.standing).toMatchObject({ state: "refused", reason: "Too strict" });
    const own = await governance.draftOf(promising(60), ADA);
    const late = drafted(await approve(own, { effectiveAt: START + HOUR }));
    const back = { ...asked, draftId: late.draftId, revision: late.revision };
    expect(await governance.withdrawDraft({ ...back, by: ADA })).toMatchObject({
      reason: "not_allowed",
    });
    drafted(await governance.withdrawDraft({ ...back, by: BEN }));
    app.time.now = START + HOUR;
    await tickOf(app);
    expect(await inForce()).toBe(1);
  });

  it("is shown with its steps, what keeps the reader from approving it, and what it would change", async () => {
    await app.newTicket();
    const { draftId } = await governance.draftOf(promising(60), ADA);
    const asked = { portalId, by: BEN, draftId };
    const shown = await governance.readDraft(asked);
    expect(shown).toMatchObject({ ok: true, inForce: 1, hindrance: null });
    expect(shown.ok && shown.history.map(({ standing }) => standing.state)).toEqual([
      "draft",
      "submitted",
    ]);
    expect(await governance.readDraft({ ...asked, by: ADA })).toMatchObject({
      hindrance: { reason: "own_draft" },
    });
    expect(await governance.previewDraft(asked)).toMatchObject({
      preview: { currentVersion: 1, effect: { tickets: 1, moves: { earlier: 1 } } },
    });
    expect((await listed()).versions).toEqual([{ version: 1, effectiveAt: START }]);
    app.time.now += MINUTE;
    const unknown = { ...asked, draftId: "none" };
    expect(await governance.readDraft(unknown)).toMatchObject({ reason: "not_found" });
    expect(await governance.previewDraft(unknown)).toMatchObject({ reason: "not_found" });
    expect(await approve({ draftId: "none", revision: 1 })).toMatchObject({ reason: "not_found" });
  });

  it("is of one portal only", async () => {
    const { draftId, revision } = await governance.draftOf(promising(60), ADA);
    const other = { portalId: OTHER_PORTAL_ID, by: BEN };
    const away = { reason: "not_connected" };
    expect(await governance.readPolicies(other)).toMatchObject(away);
    expect(await governance.readDraft({ ...other, draftId })).toMatchObject(away);
    expect(await governance.exportPolicy({ ...other, version: null })).toMatchObject(away);
    const text = textOf(promising(60));
    const grant = { ...BEN, role: "manager", givenBy: "test", givenAt: START } as const;
    await app.store.roles.save(OTHER_PORTAL_ID, grant);
    expect(await governance.createDraft({ ...other, text, note: "" })).toMatchObject(away);
    const step = { ...other, draftId, revision, appliesTo: "new", effectiveAt: null } as const;
    expect(await governance.approveDraft(step)).toMatchObject(away);
    await app.connect({ portalId: OTHER_PORTAL_ID, slack: false });
    expect(await governance.approveDraft(step)).toMatchObject({ reason: "not_found" });
    expect(await governance.previewDraft({ ...other, draftId })).toMatchObject({
      reason: "not_found",
    });
  });
});
