import type { SealedEntry } from "../../ports/audit-chain.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

/** Entries of one page. */
const PAGE = 25;

export type NewestAudit = {
  readonly ok: true;
  /** Newest first. */
  readonly entries: readonly SealedEntry[];
  readonly sealed: number;
  /** Written, but not sealed yet: they are shown as soon as they are. */
  readonly waiting: number;
  /** The next page holds what is older than this place; null on the last one. */
  readonly olderThan: number | null;
};

/** The audit log as people read it: a page of what is older than a place, or of the end. */
export async function readNewestAudit(
  deps: Pick<PolicyDeps, "store" | "origin">,
  asked: Asked & { readonly olderThan: number | null },
): Promise<NewestAudit | NotAllowed> {
  const { portalId, olderThan } = asked;
  const { auditChain } = deps.store;
  const right = await askRight(deps, asked, "read_audit");
  if (!right.ok) return right;
  const sealed = (await auditChain.head(portalId))?.position ?? 0;
  const end = Math.min(olderThan ?? sealed + 1, sealed + 1);
  const after = Math.max(0, end - 1 - PAGE);
  const page = await auditChain.page(portalId, after, end - 1 - after);
  const { count: waiting } = await auditChain.waiting(portalId);
  return {
    ok: true,
    entries: page.toReversed(),
    sealed,
    waiting,
    olderThan: after > 0 ? after + 1 : null,
  };
}
