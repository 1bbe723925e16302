import { AssociationSpecAssociationCategoryEnum as Category } from "@hubspot/api-client/lib/codegen/crm/objects/index.js";
import type { NewNote, NoteOutcome } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { CrmRecord } from "./answers.ts";
import type { Caller } from "./call.ts";
import { markedBodyOf } from "./marked-text.ts";
import { refusalIn } from "./refusals.ts";

/** HubSpot's type id of the association that leads from a note to a ticket. */
const NOTE_TO_TICKET = 228;

/** The API has no key against doing it twice, so a lost answer leaves the outcome `unknown`. */
export async function createNote(
  call: Caller,
  portalId: string,
  note: NewNote,
): Promise<NoteOutcome> {
  try {
    const { id } = await create(call, portalId, note);
    return { outcome: "made", noteId: id };
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    const refusal = refusalIn(error);
    if (refusal) return { outcome: "rejected", message: refusal.describe() };
    if (error.code === "crm_outcome_unknown") return { outcome: "unknown" };
    throw error;
  }
}

function create(call: Caller, portalId: string, { ticketId, text, at, deliveryKey }: NewNote) {
  return call(portalId, {
    path: "POST /crm/v3/objects/notes",
    isRepeatable: false,
    answer: CrmRecord,
    send: (client) =>
      client.crm.objects.basicApi.createWithHttpInfo("notes", {
        properties: {
          hs_timestamp: new Date(at).toISOString(),
          hs_note_body: markedBodyOf({ body: text, marker: deliveryKey }),
        },
        associations: [
          {
            to: { id: ticketId },
            types: [
              { associationCategory: Category.HubspotDefined, associationTypeId: NOTE_TO_TICKET },
            ],
          },
        ],
      }),
  });
}
