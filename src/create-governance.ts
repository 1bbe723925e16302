import { createPolicyText } from "./adapters/files/policy-text.ts";
import { newId } from "./adapters/system/ids.ts";
import {
  type GovernanceUseCases,
  governanceUseCases,
} from "./app/governance/governance-use-cases.ts";
import type { PolicyDeps } from "./app/governance/policy-deps.ts";
import type { JobDeps } from "./app/governance/settings-job-acts.ts";
import { type SettingsUseCases, settingsUseCases } from "./app/governance/settings-use-cases.ts";
import type { GovernanceDeps } from "./app/governance/submit-policy.ts";
import { parsePolicy } from "./config/presets.ts";
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

function policyDeps({ store, contexts, timeSource }: GovernanceDeps, origin: Origin): PolicyDeps {
  const documents = { policyText: createPolicyText(), readDocument: parsePolicy };
  return { store, contexts, timeSource, ...documents, newId, origin };
}
