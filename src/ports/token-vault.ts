export type PortalTokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number;
};

/** OAuth tokens of each portal, sealed at rest. */
export type TokenVault = {
  read(portalId: string): Promise<PortalTokens | null>;
  save(portalId: string, tokens: PortalTokens): Promise<void>;
  remove(portalId: string): Promise<void>;
  /**
   * Runs `work` while no other caller, in whatever process, refreshes the tokens of this portal. Read
   * the tokens again inside: whoever came first may have refreshed them.
   */
  withRefreshLock<T>(portalId: string, work: () => Promise<T>): Promise<T>;
};

/**
 * Encrypts and decrypts texts that must not be readable in the store, and signs those that others carry.
 * What was signed for one purpose is not signed for another.
 */
export type Seal = {
  seal(text: string): string;
  open(text: string): string;
  sign(purpose: string, text: string): string;
  isSigned(purpose: string, text: string, signature: string): boolean;
};
