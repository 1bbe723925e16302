import type { PolicyDeps } from "./policy-deps.ts";

/** The document of a version as it was written, else as we write it; null where there is none. */
export async function textOfVersion(
  { store, policyText }: Pick<PolicyDeps, "store" | "policyText">,
  portalId: string,
  version: number,
): Promise<string | null> {
  const draft = await store.policyDrafts.ofVersion(portalId, version);
  if (draft !== null) return draft.text;
  const found = await store.portals.policy(portalId, version);
  return found === null ? null : policyText.write(found.policy);
}
