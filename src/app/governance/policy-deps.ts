import type { DraftPerson } from "../../domain/governance/draft.ts";
import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import type { Origin } from "../../ports/audit.ts";
import type { PolicyText } from "../../ports/policy-text.ts";
import type { GovernanceDeps } from "./submit-policy.ts";

/** What the use cases of policies, roles and the audit log need. */
export type PolicyDeps = GovernanceDeps & {
  readonly policyText: Pick<PolicyText, "write" | "rewrite">;
  /** Reads a document that people wrote in YAML; all problems are told at once. */
  readonly readDocument: (text: string) => PolicyReading;
  readonly newId: () => string;
  /** Where those who ask are. */
  readonly origin: Origin;
};

/** Who asks, in which portal; both from what the caller has verified. */
export type Asked = { readonly portalId: string; readonly by: DraftPerson };
