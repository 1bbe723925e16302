import { checksum } from "../../domain/checksum.ts";
import { instantOf } from "../../domain/time/instant.ts";
import type { EventChange, LedgerEvent } from "../../ports/event-ledger.ts";
import type { FoundBy } from "../../ports/recovery.ts";

/** An event that never came, and how it was found. */
export type Gap = { readonly by: FoundBy; readonly event: LedgerEvent };

/** The same gap found twice is the same event. */
export function gapOf(
  by: FoundBy,
  told: Pick<LedgerEvent, "portalId" | "object" | "objectId" | "occurredAt"> & {
    readonly change: EventChange;
  },
): Gap {
  const said = JSON.stringify([told.object, told.objectId, told.change]);
  const eventKey = `found-${checksum(said)}`;
  return { by, event: { ...told, eventKey, changeSource: by.toUpperCase(), sourceId: null } };
}

/** Events and reads write the same instant and the same number in different ways. */
export function isSameValue(one: string, other: string): boolean {
  if (one === other) return true;
  if (one === "" || other === "") return false;
  const [a, b] = [plainValue(one), plainValue(other)];
  return a === b;
}

/** A value as it is compared. */
export function plainValue(value: string): string {
  const at = instantOf(value);
  if (at !== null) return `at ${at}`;
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? String(number) : value;
}
