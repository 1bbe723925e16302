/** Number of buckets over which `portal_bucket` in the migrations spreads portals. */
const BUCKET_COUNT = 16;

/**
 * Gives all buckets, beginning with another one at each call: a claim takes the rows of the first
 * buckets first, so that no portal waits behind another one's backlog.
 */
export function createBucketTurns(): () => readonly number[] {
  let first = 0;
  return () => {
    first = (first + 1) % BUCKET_COUNT;
    return Array.from({ length: BUCKET_COUNT }, (_, n) => (first + n) % BUCKET_COUNT);
  };
}
