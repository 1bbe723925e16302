import type { CrmObject } from "../../ports/crm.ts";
import type { GoneRecord } from "../../ports/crm-changes.ts";
import { type Gap, gapOf } from "./gap.ts";

/** When it went is not always known; at the latest it was when nothing could be on its way any more. */
export function goneGap(
  of: { readonly portalId: string; readonly object: CrmObject; readonly until: number },
  gone: GoneRecord,
): readonly Gap[] {
  const { portalId, object, until } = of;
  const occurredAt = gone.at ?? until;
  if (occurredAt > until) return [];
  const subject = { portalId, object, occurredAt };
  switch (gone.kind) {
    case "deleted": {
      const change = { kind: "deleted" } as const;
      return [gapOf("recovered", { ...subject, objectId: gone.id, change })];
    }
    case "merged": {
      const { intoId, id } = gone;
      const change = { kind: "merged", intoId, loserIds: [id] } as const;
      return [gapOf("recovered", { ...subject, objectId: intoId, change })];
    }
  }
}
