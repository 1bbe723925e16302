import type { AccountLooks, StoreLook } from "../../ports/examination.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** A statement that takes longer makes everything slow. */
const SLOW_MS = 50;
const SECOND_MS = 1_000;
/** Leases and due times are compared by both clocks. */
const APART_WARN_MS = 2 * SECOND_MS;
const APART_FAIL_MS = 60 * SECOND_MS;

const WALL_FINDINGS: Readonly<Record<StoreLook["wall"], Finding>> = {
  role: ok("store", "wall_role"),
  forced: ok("store", "wall_forced"),
  later: ok("store", "wall_later"),
  none: warn("store", "wall_none"),
};

/** What the store is like, and whether its clock is ours. */
export function storeFindings(look: StoreLook): readonly Finding[] {
  const { engine, version, migrations, missing, unknown } = look;
  const latencyMs = Math.round(look.latencyMs);
  return [
    ok("store", "store_ok", { engine, version, migrations, ms: latencyMs }),
    ...(unknown.length > 0 ? [fail("store", "store_ahead", { names: unknown.join(", ") })] : []),
    ...(missing.length > 0 ? [warn("store", "store_behind", { names: missing.join(", ") })] : []),
    ...(latencyMs > SLOW_MS ? [warn("store", "store_slow", { ms: latencyMs, most: SLOW_MS })] : []),
    ...(engine === "embedded" ? [warn("store", "store_embedded")] : []),
    ...(engine === "server" && missing.length === 0 ? [WALL_FINDINGS[look.wall]] : []),
    timeFinding("PostgreSQL", look.storeNowAt - look.askedAt, {
      warnMs: APART_WARN_MS,
      failMs: APART_FAIL_MS,
    }),
  ];
}

/** Whether the tables are those that the program knows: only then more can be asked. */
export function isOfThisProgram({ missing, unknown }: StoreLook): boolean {
  return missing.length === 0 && unknown.length === 0;
}

export function timeFinding(
  whose: string,
  apartMs: number,
  { warnMs, failMs }: { readonly warnMs: number; readonly failMs: number },
): Finding {
  const values = { whose, seconds: Math.round(apartMs / SECOND_MS) };
  const distanceMs = Math.abs(apartMs);
  if (distanceMs >= failMs) return fail("time", "time_apart", values);
  if (distanceMs >= warnMs) return warn("time", "time_apart", values);
  return ok("time", "time_ok", values);
}

export async function keyFinding(looks: Pick<AccountLooks, "sealed">): Promise<Finding> {
  const { count, closed } = await looks.sealed();
  return closed === 0
    ? ok("keys", "keys_ok", { count })
    : fail("keys", "keys_closed", { count, closed });
}
