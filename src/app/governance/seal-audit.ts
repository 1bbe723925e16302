import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

/** Entries that are hashed in one transaction. */
const SEALED_AT_ONCE = 500;

export type SealDeps = {
  readonly store: Pick<Store, "auditChain">;
  readonly timeSource: TimeSource;
};

/** Adds what was written to the audit log to the chain of its portal; says how many entries it sealed. */
export async function sealAudit({ store, timeSource }: SealDeps): Promise<number> {
  let sealed = 0;
  for (const portalId of await store.auditChain.unsealed()) {
    const options = { limit: SEALED_AT_ONCE, now: timeSource.now() };
    sealed += await store.auditChain.seal(portalId, options);
  }
  return sealed;
}
