import { createPolicyText } from "./adapters/files/policy-text.ts";
import { newId } from "./adapters/system/ids.ts";
import {
  type GovernanceUseCases,
  governanceUseCases,
} from "./app/governance/governance-use-cases.ts";
import type { PolicyDeps } from "./app/governance/policy-deps.ts";
import {
  type PolicyViewDeps,
  type PolicyViews,
  policyViews,
} from "./app/governance/policy-views.ts";
import type { JobDeps } from "./app/governance/settings-job-acts.ts";
import { type SettingsUseCases, settingsUseCases } from "./app/governance/settings-use-cases.ts";
import type { GovernanceDeps } from "./app/governance/submit-policy.ts";
import type { SetUpDeps } from "./app/setup/set-up-deps.ts";
import { type SetUpUseCases, setUpUseCases } from "./app/setup/set-up-use-cases.ts";
import { PRESET_NAMES, parsePolicy, presetText } from "./config/presets.ts";
import type { Origin } from "./ports/audit.ts";

/** Policies, roles and the audit log for those who ask from `origin`. */
export function createGovernance(deps: GovernanceDeps, origin: Origin): GovernanceUseCases {
  return governanceUseCases(policyDeps(deps, origin));
}

/** The same for the settings page, with its jobs. */
export function createSettings(
  deps: GovernanceDeps & Pick<JobDeps, "policyJobs" | "jobs">,
): SettingsUseCases {
  const { policyJobs, jobs } = deps;
  const policies = policyDeps(deps, "settings");
  return settingsUseCases({ ...policies, policyJobs, jobs }, governanceUseCases(policies));
}

/** What the policy in force says, for the settings page. */
export function createPolicyViews(
  deps: GovernanceDeps & Pick<PolicyViewDeps, "tierCounts">,
): PolicyViews {
  return policyViews({ ...policyDeps(deps, "settings"), tierCounts: deps.tierCounts });
}

/** The first set-up of a portal. */
export function createSetUp(
  deps: GovernanceDeps & Pick<SetUpDeps, "observed" | "crm" | "purges">,
  drafts: SetUpDeps["drafts"],
): SetUpUseCases {
  const { observed, crm, purges } = deps;
  const presets = { names: PRESET_NAMES, text: presetText };
  return setUpUseCases({ ...policyDeps(deps, "settings"), observed, crm, purges, presets, drafts });
}

function policyDeps({ store, contexts, timeSource }: GovernanceDeps, origin: Origin): PolicyDeps {
  const documents = { policyText: createPolicyText(), readDocument: parsePolicy };
  return { store, contexts, timeSource, ...documents, newId, origin };
}
