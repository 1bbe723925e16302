import { createPolicyText } from "../../src/adapters/files/policy-text.ts";
import type { OnTickets } from "../../src/app/governance/apply-policy.ts";
import type { GovernanceUseCases } from "../../src/app/governance/governance-use-cases.ts";
import { applyDraft, turnPolicies } from "../../src/app/governance/turn-policies.ts";
import { createGovernance } from "../../src/create-governance.ts";
import type { Draft, DraftPerson } from "../../src/domain/governance/draft.ts";
import type { Role } from "../../src/domain/governance/permission.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import type { Origin } from "../../src/ports/audit.ts";
import { type AppUnderTest, PORTAL_ID, START } from "./app-under-test.ts";
import { officePolicy, withFallbacks } from "./policies.ts";

const person = (userId: string, name: string): DraftPerson => ({
  userId,
  email: `${name.split(" ")[0]?.toLowerCase()}@example.com`,
  name,
});
export const ADA = person("11", "Ada Wong");
export const BEN = person("12", "Ben Li");
export const CARL = person("13", "Carl Roth");
export const DORA = person("14", "Dora Vane");

const policyText = createPolicyText();

export function textOf(policy: Policy): string {
  return `# Ours.\n${policyText.write(policy)}`;
}

/** The office's policy with so many minutes to the first response. */
export function promising(minutes: number): Policy {
  const policy = officePolicy({
    targets: officePolicy().targets.map((target) =>
      target.clock === "first_response" ? { ...target, durationMinutes: minutes } : target,
    ),
    approval: { deputies: [DORA.email], deputyAfterHours: 24 },
  });
  return withFallbacks(policy);
}

/** One minute's tick in each of these processes; the slots of jobs that they send. */
export async function tickOf(app: AppUnderTest, processes = 1): Promise<readonly string[]> {
  const slots: string[] = [];
  const jobs = { send: async (_name: string, slot: string) => void slots.push(slot) };
  await Promise.all(Array.from({ length: processes }, () => turnPolicies({ ...app, jobs })));
  return slots;
}

type ApproveOptions = {
  readonly by?: DraftPerson;
  readonly appliesTo?: "new" | "open";
  readonly effectiveAt?: number | null;
};

export type Governance = GovernanceUseCases & {
  /** Ben approves, for new tickets and at once unless said otherwise. */
  approve(
    draft: { readonly draftId: string; readonly revision: number },
    options?: ApproveOptions,
  ): ReturnType<GovernanceUseCases["approveDraft"]>;
  /** Gives roles without asking anybody. */
  grant(roles: readonly (readonly [DraftPerson, Role])[]): Promise<void>;
  /** A draft of this policy by somebody, submitted unless said otherwise. */
  draftOf(policy: Policy, by: DraftPerson, options?: DraftOptions): Promise<Draft>;
};
type DraftOptions = {
  readonly isSubmitted?: boolean;
  readonly approverId?: string;
  readonly text?: string;
};

export function governanceOf(app: AppUnderTest, origin: Origin = "settings"): Governance {
  const governance = createGovernance(app, origin);
  return {
    ...governance,
    approve: ({ draftId, revision }, { by = BEN, appliesTo = "new", effectiveAt = null } = {}) =>
      governance.approveDraft({
        ...{ portalId: PORTAL_ID, by, draftId, revision },
        ...{ appliesTo, effectiveAt },
      }),
    grant: async (roles) => {
      for (const [to, role] of roles) {
        const grant = { ...to, role, givenBy: "test", givenAt: START };
        await app.store.roles.save(PORTAL_ID, grant);
      }
    },
    draftOf: async (policy, by, { isSubmitted = true, approverId = null, text } = {}) => {
      const asked = { portalId: PORTAL_ID, by };
      const written = { text: text ?? textOf(policy), note: "Stricter" };
      const draft = drafted(await governance.createDraft({ ...asked, ...written }));
      if (!isSubmitted) return draft;
      const { draftId, revision, baseVersion: comparedWith } = draft;
      const wish = { appliesTo: "new", effectiveAt: null, approverId } as const;
      return drafted(
        await governance.submitDraft({ ...asked, draftId, revision, comparedWith, ...wish }),
      );
    },
  };
}

/** The draft of an answer that has to be one. */
export function drafted(
  answer: { readonly ok: true; readonly draft: Draft } | { ok: false },
): Draft {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.draft;
}

/** All the way of a policy by somebody alone at the command line, where nobody has a role. */
export async function approvePolicy(
  app: AppUnderTest,
  policy: Policy,
  options: { readonly appliesTo: "new" | "open"; readonly onTickets?: OnTickets },
): Promise<{ readonly version: number; readonly tickets: number }> {
  const { appliesTo, onTickets = () => undefined } = options;
  const governance = governanceOf(app, "cli");
  const submitted = await governance.draftOf(policy, ADA);
  const { draftId, revision } = submitted;
  const asked = { portalId: PORTAL_ID, by: ADA, draftId, revision };
  const { standing } = drafted(
    await governance.approveDraft({ ...asked, appliesTo, effectiveAt: null }),
  );
  if (standing.state !== "effective") throw new Error(`it is ${standing.state}`);
  const tickets = await applyDraft(app, { ...asked, onTickets });
  return { version: standing.version, tickets: tickets ?? 0 };
}
