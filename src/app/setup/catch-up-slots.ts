import { isOn, Part } from "../../domain/governance/mode.ts";
import type { Portal } from "../../ports/store.ts";

/** Longer than a day the jobs of a switch are not asked for again: by then each had its tries. */
const ASKED_FOR_MS = 86_400_000;

/** Slots of the jobs for parts that were switched on of late: the same switch has the same slot. */
export function catchUpSlots({ portalId, mode, switchedOn = {} }: Portal, now: number): string[] {
  return Part.options.flatMap((part) => {
    const at = switchedOn[part];
    const isLate = at === undefined || now - at > ASKED_FOR_MS;
    return isLate || !isOn(mode, part) ? [] : [`${portalId}:${part}-${at}`];
  });
}
