import { beforeEach, describe, expect, it } from "vitest";
import { turnPolicies } from "../../../src/app/governance/turn-policies.ts";
import { sendPolicyNotices } from "../../../src/app/outbox/send-policy-notices.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { type AppUnderTest, appUnderTest, HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  ADA,
  BEN,
  drafted,
  type Governance,
  governanceOf,
} from "../../support/governance-under-test.ts";
import { cleanPolicy } from "../../support/policies.ts";

const managed = (majorFault: string): Policy =>
  cleanPolicy({
    majorFault,
    serviceManagement: {
      managers: ["Mia Chen"],
      calendarId: "office",
      channelId: "C0MANAGERS",
      language: "en",
    },
  });
const portalId = PORTAL_ID;

describe("sendPolicyNotices", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let governance: Governance;
  const start = async (portal: Parameters<AppUnderTest["connect"]>[0] = {}) => {
    app = appUnderTest(await open());
    await app.connect({ policy: managed("major_fault"), ...portal });
    governance = governanceOf(app);
    await governance.grant([
      [ADA, "lead"],
      [BEN, "manager"],
    ]);
  };
  const approve = async (effectiveAt: number | null) => {
    const { draftId, revision } = await governance.draftOf(managed("down"), ADA);
    const asked = { portalId, by: BEN, draftId, revision, appliesTo: "new" } as const;
    return drafted(await governance.approveDraft({ ...asked, effectiveAt }));
  };
  const tick = () => turnPolicies({ ...app, jobs: { send: async () => undefined } });
  const told = async () => {
    while ((await sendPolicyNotices(app)) > 0);
    return [...app.notifier.messages.values()];
  };
  beforeEach(() => start());

  it("tells once when a policy is approved and once when it is in force", async () => {
    await approve(app.time.now + HOUR);
    expect(await told()).toMatchObject([
      {
        ...{ kind: "policy", occasion: "approved", channelId: "C0MANAGERS", version: null },
        ...{ approvedBy: "Ben Li", effectiveAt: app.time.now + HOUR, note: "Stricter" },
        summary: {
          changes: [{ area: "majorFault", before: "major_fault", after: "down" }],
          more: 0,
        },
      },
    ]);
    app.time.now += HOUR;
    await tick();
    await tick();
    expect(await told()).toMatchObject([
      { occasion: "approved" },
      { occasion: "effective", version: 2, effectiveAt: app.time.now },
    ]);
  });

  it("tells one thing of a policy that is in force at once", async () => {
    await approve(null);
    expect(await told()).toMatchObject([{ occasion: "effective", version: 2 }]);
  });

  it("says nothing of what was withdrawn before it could be told", async () => {
    const { draftId, revision } = await approve(app.time.now + HOUR);
    const asked = { portalId, by: BEN, draftId, revision, reason: "no" };
    drafted(await governance.withdrawDraft(asked));
    expect(await told()).toEqual([]);
  });

  it.each<{ name: string; portal: Parameters<AppUnderTest["connect"]>[0]; waiting: number }>([
    { name: "a portal that only observes", portal: { mode: "observe" }, waiting: 0 },
    { name: "a policy without a channel", portal: { policy: cleanPolicy() }, waiting: 0 },
    { name: "a portal without a Slack", portal: { slack: false }, waiting: 1 },
  ])("posts nothing for $name", async ({ name, portal, waiting }) => {
    await start(portal);
    const isWithout = name.includes("channel");
    const policy = isWithout ? cleanPolicy({ majorFault: "down" }) : managed("down");
    const { draftId, revision } = await governance.draftOf(policy, ADA);
    const asked = { portalId, by: BEN, draftId, revision, appliesTo: "new" } as const;
    drafted(await governance.approveDraft({ ...asked, effectiveAt: null }));
    expect(await told()).toEqual([]);
    expect(await app.store.outbox.counts(portalId)).toMatchObject({ waiting });
  });
});
