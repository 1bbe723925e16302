import type { Clock } from "../../domain/sla/clock.ts";

/** Of all cycles those that say how a ticket stands: every open one, and of a kind without one the newest. */
export function currentClocks(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.filter((clock) => {
    const ofKind = clocks.filter((other) => other.kind === clock.kind);
    if (clock.endedAt === null) return true;
    const isNewest = ofKind.every((other) => other.cycle <= clock.cycle);
    return isNewest && ofKind.every((other) => other.endedAt !== null);
  });
}
