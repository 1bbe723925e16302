import { stringify } from "yaml";
import type { GovernanceUseCases } from "../../src/app/governance/governance-use-cases.ts";
import type { DraftPerson } from "../../src/domain/governance/draft.ts";
import type { Role } from "../../src/domain/governance/permission.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { invariant } from "../../src/domain/invariant.ts";
import { DEMO_PORTAL_ID } from "./demo.ts";
import { demoPeople } from "./demo-cast.ts";

const ROLES: Readonly<Record<string, Role>> = {
  Chen: "lead",
  Weck: "rep",
  Nair: "manager",
  Lin: "manager",
};

/** Roles, a second version that is in force, and a draft that somebody has begun. */
export async function governDemo(governance: GovernanceUseCases, policy: Policy): Promise<void> {
  const people = demoPeople().map(
    ({ userId, email, firstName, lastName }): DraftPerson => ({
      ...{ userId: String(userId), email },
      name: `${firstName} ${lastName}`,
    }),
  );
  const person = (name: string): DraftPerson => {
    const found = people.find((one) => one.name === name);
    invariant(found, `${name} is in the demo`);
    return found;
  };
  const [admin, manager, lead] = ["Mara Lund", "Ya-Ting Lin", "Mei-Ling Chen"].map(person);
  invariant(admin && manager && lead, "the demo has its three people");
  const portalId = DEMO_PORTAL_ID;
  await governance.openSettings({ portalId, by: admin });
  for (const one of people) {
    const role = ROLES[one.name.split(" ").at(-1) ?? ""];
    const isOther = one.name === "Chih-Ming Chen";
    if (role === undefined || isOther) continue;
    await governance.changeRole({ portalId, by: admin, ...one, role });
  }
  const parts = { portalId, policy, lead, manager };
  await makeSecondVersion(governance, parts);
  const text = draftTextOf(policy);
  const note = "Key customers hear from us sooner";
  const made = await governance.createDraft({ portalId, by: lead, text, note });
  invariant(made.ok, "the draft of the demo has no problems");
}

async function makeSecondVersion(
  governance: GovernanceUseCases,
  {
    portalId,
    policy,
    lead,
    manager,
  }: {
    readonly portalId: string;
    readonly policy: Policy;
    readonly lead: DraftPerson;
    readonly manager: DraftPerson;
  },
): Promise<void> {
  const note = "A list of new cases comes earlier";
  const made = await governance.createDraft({ portalId, by: lead, text: stringify(policy), note });
  invariant(made.ok, "the second version of the demo has no problems");
  const { draftId } = made.draft;
  const wish = { appliesTo: "new", effectiveAt: null } as const;
  const submitted = await governance.submitDraft({
    ...{ portalId, by: lead, draftId, revision: made.draft.revision },
    ...{ approverId: null, comparedWith: 1, ...wish },
  });
  invariant(submitted.ok, "the second version of the demo is submitted");
  const { revision } = submitted.draft;
  const approved = await governance.approveDraft({
    ...{ portalId, by: manager, draftId, revision, ...wish },
  });
  invariant(approved.ok, "the second version of the demo is approved");
}

/** A shorter first response for key customers, an earlier return visit, a warning in its comment. */
function draftTextOf(policy: Policy): string {
  const targets = policy.targets.map((target) =>
    target.tier === "key" && target.clock === "first_response" && target.durationMinutes >= 30
      ? { ...target, durationMinutes: Math.round(target.durationMinutes / 2) }
      : target,
  );
  const { byTier } = policy.visits;
  const key = byTier["key"];
  const visits =
    key === undefined
      ? policy.visits
      : { ...policy.visits, byTier: { ...byTier, key: { ...key, afterCloseDays: 2 } } };
  return `# Agreed in the meeting of the service managers.\n${stringify({ ...policy, targets, visits })}`;
}
