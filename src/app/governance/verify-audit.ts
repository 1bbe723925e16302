import type { ChainHead, SealedEntry } from "../../ports/audit-chain.ts";
import type { Store } from "../../ports/store.ts";

const PAGE = 1_000;

/** What is wrong with a chain at one place of it. */
export type ChainFault = {
  readonly portalId: string;
  readonly position: number;
  /**
   * `changed`: the entry does not say what was sealed. `missing`: there is none at this place.
   * `broken`: it does not follow the one before it. `end`: the chain does not end where it did.
   * `resealed`: what was sealed a second time is not what the log notes of it; of the whole, so at 0.
   */
  readonly fault: "changed" | "missing" | "broken" | "end" | "resealed";
};

export type VerifiedChain = {
  readonly portalId: string;
  readonly sealed: number;
  /** Entries that wait to be sealed. */
  readonly waiting: number;
  /** To be kept elsewhere: whoever makes a whole chain anew cannot make this hash again. */
  readonly head: ChainHead | null;
  readonly faults: number;
};

type VerifyDeps = { readonly store: Pick<Store, "auditChain"> };

/** Goes through the chain of a portal from its first entry and tells every place where it does not hold. */
export async function verifyAudit(
  { store: { auditChain } }: VerifyDeps,
  portalId: string,
  onFault: (fault: ChainFault) => void,
): Promise<VerifiedChain> {
  // Asked first: what is sealed from now on comes after this end.
  const head = await auditChain.head(portalId);
  let faults = 0;
  const tell = (position: number, fault: ChainFault["fault"]): void => {
    faults += 1;
    onFault({ portalId, position, fault });
  };
  let last: Pick<SealedEntry, "position" | "hash"> = { position: 0, hash: "" };
  let sealed = 0;
  for (;;) {
    const page = await auditChain.page(portalId, last.position, PAGE);
    for (const entry of page) {
      for (const { position, fault } of faultsOf(entry, last)) tell(position, fault);
      if (entry.position === head?.position && entry.hash !== head.hash)
        tell(entry.position, "end");
      last = entry;
      sealed += 1;
    }
    if (page.length < PAGE) break;
  }
  const resealed = await auditChain.resealed(portalId);
  if (resealed.noted === null ? resealed.entries > 0 : resealed.noted !== resealed.cover) {
    tell(0, "resealed");
  }
  if (last.position < (head?.position ?? 0)) tell(head?.position ?? 0, "end");
  const endNow = (await auditChain.head(portalId))?.position ?? 0;
  if (last.position > endNow) tell(last.position, "end");
  const { count: waiting } = await auditChain.waiting(portalId);
  return { portalId, sealed, waiting, head, faults };
}

function faultsOf(
  entry: SealedEntry,
  last: Pick<SealedEntry, "position" | "hash">,
): readonly Omit<ChainFault, "portalId">[] {
  const { position } = entry;
  const missing = Array.from({ length: position - last.position - 1 }, (_, index) => ({
    position: last.position + index + 1,
    fault: "missing" as const,
  }));
  const isChanged = entry.hash !== entry.hashNow;
  const isBroken = missing.length === 0 && entry.previousHash !== last.hash;
  return [
    ...missing,
    ...(isChanged ? [{ position, fault: "changed" as const }] : []),
    ...(isBroken ? [{ position, fault: "broken" as const }] : []),
  ];
}
