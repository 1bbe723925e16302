import type { TicketEvent } from "../../domain/sla/ticket-event.ts";
import { instantOf } from "../../domain/time/instant.ts";
import type { TicketSnapshot } from "../../ports/crm.ts";
import type { PortalImport } from "../../ports/import-store.ts";
import { factsOfSnapshot } from "../intake/ticket-facts.ts";

const STAGE = "hs_pipeline_stage";

export type ImportedAs = Pick<PortalImport, "history" | "startedAt"> & {
  readonly fields: ReadonlySet<string>;
  readonly closedStages: ReadonlySet<string>;
};

/**
 * The facts of a ticket that is imported: as its history tells them, or as it is now, and then nothing
 * counts before the import. A ticket that is closed was closed when it says, not when it was created.
 */
export function importedFacts(snapshot: TicketSnapshot, as: ImportedAs): readonly TicketEvent[] {
  if (as.history === "rebuild") return factsOfSnapshot(snapshot, as.fields);
  const stageId = snapshot.properties[STAGE] ?? "";
  const closedAt = instantOf(snapshot.properties["closed_date"] ?? "");
  if (as.closedStages.has(stageId) && closedAt !== null) {
    const history = { [STAGE]: [{ at: closedAt, value: stageId }] };
    return factsOfSnapshot({ ...snapshot, history }, as.fields);
  }
  const { ticketId } = snapshot;
  const begins = { kind: "history_begins" } as const;
  return [
    ...factsOfSnapshot({ ...snapshot, history: {} }, as.fields),
    { ticketId, occurredAt: as.startedAt, detail: begins },
  ];
}
