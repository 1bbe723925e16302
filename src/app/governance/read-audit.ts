import type { SealedEntry } from "../../ports/audit-chain.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

/** Sealed entries that are read at once. */
const PAGE = 500;

export type AuditPage = {
  readonly ok: true;
  readonly entries: readonly SealedEntry[];
  /** Where the next page begins; null at the end. */
  readonly next: number | null;
};

/** Sealed entries after a place in the chain, the oldest first, as an export or a page shows them. */
export async function readAudit(
  deps: Pick<PolicyDeps, "store" | "origin">,
  asked: Asked & { readonly after: number },
): Promise<AuditPage | NotAllowed> {
  const { portalId, after } = asked;
  const right = await askRight(deps, asked, "export_audit");
  if (!right.ok) return right;
  const entries = await deps.store.auditChain.page(portalId, after, PAGE);
  const next = entries.length < PAGE ? null : (entries.at(-1)?.position ?? null);
  return { ok: true, entries, next };
}
