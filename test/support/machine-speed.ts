import { createHash } from "node:crypto";

const ROUNDS = 15;
const HASHES = 7;
const ENTRIES = 20_000;
/** What the machine needs that limits in seconds are meant for. */
const EXPECTED_MS = 10;

/**
 * How much slower than that this machine is at the moment, at least 1: one and the same may be half as quick on
 * another day. The work is of the kind that fills a start: text is made, read and hashed.
 */
export function machineSlowness(): number {
  const entries = Array.from({ length: ENTRIES }, (_, n) => ({ id: String(n), at: n * 1_000 }));
  const rounds = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    const text = JSON.stringify(JSON.parse(JSON.stringify(entries)));
    for (let time = 0; time < HASHES; time += 1) createHash("sha256").update(text).digest("hex");
    return performance.now() - startedAt;
  });
  return Math.max(1, Math.min(...rounds) / EXPECTED_MS);
}
