import type { PortalTokens, TokenVault } from "../../../src/ports/token-vault.ts";

/** A vault in memory whose lock lets one in at a time, as that of the store does. */
export function memoryVault(
  tokens: PortalTokens | null,
): TokenVault & { tokens: PortalTokens | null; locks: number } {
  let last: Promise<unknown> = Promise.resolve();
  const vault = {
    tokens,
    locks: 0,
    read: async () => vault.tokens,
    save: async (_: string, saved: PortalTokens) => {
      vault.tokens = saved;
    },
    remove: async () => {
      vault.tokens = null;
    },
    withRefreshLock: <T>(_: string, work: () => Promise<T>) => {
      vault.locks += 1;
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
  return vault;
}
