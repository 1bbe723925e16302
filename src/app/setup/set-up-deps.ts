import type { Crm } from "../../ports/crm.ts";
import type { Observed } from "../../ports/observed.ts";
import type { PortalPurges } from "../../ports/portal-purges.ts";
import type { PolicyDeps } from "../governance/policy-deps.ts";
import type { SettingsUseCases } from "../governance/settings-use-cases.ts";

/** The policies that come with Aftercare. */
export type Presets = {
  readonly names: readonly string[];
  /** As it is written, with its comments; null for a name that is none. */
  text(name: string): string | null;
};

export type SetUpDeps = Pick<
  PolicyDeps,
  "store" | "contexts" | "timeSource" | "origin" | "readDocument" | "policyText"
> & {
  readonly presets: Presets;
  readonly observed: Observed;
  readonly crm: Pick<Crm, "provision" | "archiveOwn">;
  readonly purges: Pick<PortalPurges, "leaving" | "setFarewell">;
  /** Steps on drafts, which may be told twice. */
  readonly drafts: Pick<SettingsUseCases, "createDraft" | "editDraft">;
};

export const SET_UP_PREFIX = "set-up-";
