/** How many values of one kind a key has sealed. */
export type SealedCount = {
  readonly place: string;
  readonly keyId: string;
  readonly values: number;
};

export type SealedBatch = {
  /** Rows that were looked at; fewer than asked for says that there are no more. */
  readonly rows: number;
  /** Values that the present key seals now. */
  readonly sealed: number;
  /** Portals with a value that no given key opens. */
  readonly refused: readonly string[];
  readonly lastPortalId: string;
};

/** Everything in the store that the key ring seals, told by kind; never what it says. */
export type SealedValues = {
  readonly places: readonly string[];
  /** The key that seals now. */
  readonly currentKeyId: string;
  counts(): Promise<readonly SealedCount[]>;
  /**
   * Seals values of other keys anew with the present one, of the next portals in order of their ids. A value
   * that somebody has changed meanwhile stays as they left it.
   */
  sealAnew(
    place: string,
    page: { readonly afterPortalId: string; readonly limit: number },
  ): Promise<SealedBatch>;
};
