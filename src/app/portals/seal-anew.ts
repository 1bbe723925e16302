import type { SealedValues } from "../../ports/sealed-values.ts";

/** Portals that one batch takes, so that nothing is held for long while the plugin runs. */
const BATCH = 100;
const BEFORE_ALL = "0";

export type SealProgress = { readonly place: string; readonly sealed: number };
export type SealedAnew = {
  readonly sealed: number;
  /** What no given key opens stays as it is. */
  readonly refused: readonly { readonly place: string; readonly portalId: string }[];
};

/**
 * Seals everything anew that another key than the present one has sealed. It may be stopped at any time
 * and run again: what is done is not done twice.
 */
export async function sealAnew(
  values: SealedValues,
  onProgress: (progress: SealProgress) => void,
): Promise<SealedAnew> {
  let total = 0;
  const refused: { readonly place: string; readonly portalId: string }[] = [];
  for (const place of values.places) {
    let afterPortalId = BEFORE_ALL;
    let sealed = 0;
    for (let rows = BATCH; rows === BATCH; ) {
      const batch = await values.sealAnew(place, { afterPortalId, limit: BATCH });
      ({ rows, lastPortalId: afterPortalId } = batch);
      sealed += batch.sealed;
      refused.push(...batch.refused.map((portalId) => ({ place, portalId })));
      if (rows > 0) onProgress({ place, sealed });
    }
    total += sealed;
  }
  return { sealed: total, refused };
}
