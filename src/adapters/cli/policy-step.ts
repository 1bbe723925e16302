import type { Asked } from "../../app/governance/policy-deps.ts";
import type { Draft } from "../../domain/governance/draft.ts";
import {
  At,
  Count,
  OPTIONS,
  type PolicyStore,
  personAtTerminal,
  Whom,
} from "./policy-subcommand.ts";

/** Options of whoever takes a draft one step further. */
export const STEP_OPTIONS = {
  portal: OPTIONS.portal,
  draft: OPTIONS.draft,
  by: OPTIONS.by,
  "applies-to": Whom,
  "effective-at": At,
  revision: Count,
  data: OPTIONS.data,
  json: OPTIONS.json,
} as const;

/** The draft as it is now, and who takes which revision of it further; the newest unless one is named. */
export async function stepOn(
  store: PolicyStore,
  options: {
    readonly portal: string;
    readonly draft: string;
    readonly by: string;
    readonly revision?: number | undefined;
  },
): Promise<{
  readonly newest: Draft | null;
  readonly step: Asked & { readonly draftId: string; readonly revision: number };
}> {
  const { portal: portalId, draft: draftId } = options;
  const newest = await store.store.policyDrafts.find(portalId, draftId);
  const by = await personAtTerminal(store, portalId, options.by);
  return {
    newest,
    step: { portalId, draftId, by, revision: options.revision ?? newest?.revision ?? 0 },
  };
}
