import { createPolicyText } from "./adapters/files/policy-text.ts";
import { newId } from "./adapters/system/ids.ts";
import {
  type GovernanceUseCases,
  governanceUseCases,
} from "./app/governance/governance-use-cases.ts";
import type { GovernanceDeps } from "./app/governance/submit-policy.ts";
import { parsePolicy } from "./config/presets.ts";
import type { Origin } from "./ports/store.ts";

/** Policies, roles and the audit log for those who ask from `origin`. */
export function createGovernance(
  { store, contexts, timeSource }: GovernanceDeps,
  origin: Origin,
): GovernanceUseCases {
  const documents = { policyText: createPolicyText(), readDocument: parsePolicy };
  return governanceUseCases({ store, contexts, timeSource, ...documents, newId, origin });
}
