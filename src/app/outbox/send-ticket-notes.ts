import { versionAt } from "../../domain/sla/stretches.ts";
import type { TicketNote } from "../../ports/case-store.ts";
import type { NewNote, NoteOutcome } from "../../ports/crm.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, failed, postponedUntil, retry, sent } from "./results.ts";
import { sendRows } from "./send-rows.ts";

/** A call each, two more where one has to be looked for. */
const ROWS_AT_ONCE = 20;
/** What is not begun by then comes again, so that the lease lasts. */
const BEGINNING_MS = 60_000;
/** HubSpot takes 65,536 characters of markup; a character needs six of them at most. */
const MAX_BODY_LENGTH = 10_000;

/**
 * Makes notes on tickets of what was said in the threads of their cases, each once. One whose answer
 * was lost is looked for before it is made again; what cannot be found out becomes `unknown`.
 */
export function sendTicketNotes(deps: OutboxDeps): Promise<number> {
  const untilAt = deps.timeSource.now() + BEGINNING_MS;
  return sendRows(deps, {
    kind: "ticket_note",
    limit: ROWS_AT_ONCE,
    portion: 1,
    send: async (context, rows) => {
      const results: OutboxResult[] = [];
      for (const row of rows) {
        const now = deps.timeSource.now();
        const isLate = now >= untilAt;
        results.push(
          isLate
            ? postponedUntil(row, { reason: "not_begun", until: now })
            : await sendNote(deps, context, row),
        );
      }
      return results;
    },
  });
}

async function sendNote(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { portalId } = context.portal;
  const said = await deps.store.ticketNotes.find(portalId, row.subjectId);
  if (said === null || said.crmNoteId !== null) return sent(row, null);
  const note = await noteOf(deps, context, said);
  try {
    const isOpen = row.sendingSince !== null;
    const found = isOpen ? await deps.crm.findNote(portalId, note) : null;
    if (found !== null) return await remember(deps, row, found);
  } catch (error) {
    return failedBy(deps, row, { error, outcomeOpen: true });
  }
  try {
    return await resultOf(deps, row, await deps.crm.createNote(portalId, note));
  } catch (error) {
    // Surely it was not made, and one whose outcome was open was looked for before.
    return failedBy(deps, row, { error, outcomeOpen: false });
  }
}

async function noteOf(
  deps: OutboxDeps,
  context: PortalContext,
  { noteId, ticketId, caseId, author, body, saidAt }: TicketNote,
): Promise<NewNote> {
  const { language } = context.portal;
  const text = deps.noteWords(language)({
    department: await departmentName(deps, context, { ticketId, caseId }),
    body: shortened(body),
    author,
  });
  return { ticketId, text, at: saidAt, deliveryKey: `aftercare-note-${noteId}` };
}

/** As it was called when the case was opened; null when nothing is known of it any more. */
async function departmentName(
  { store }: Pick<OutboxDeps, "store">,
  { portal: { portalId, language }, rulesOf }: PortalContext,
  { ticketId, caseId }: Pick<TicketNote, "ticketId" | "caseId">,
): Promise<string | null> {
  const [row, escalation] = await Promise.all([
    store.tickets.find(portalId, ticketId),
    store.escalations.find(portalId, caseId),
  ]);
  if (row === null || escalation === null) return null;
  const version = versionAt(row.ticket, row.policyVersion, escalation.openedAt);
  const { policy } = await rulesOf(version);
  return policy.departments.find(({ id }) => id === escalation.department)?.name[language] ?? null;
}

function shortened(body: string): string {
  return body.length <= MAX_BODY_LENGTH
    ? body
    : `${body.slice(0, MAX_BODY_LENGTH - 1).toWellFormed()}…`;
}

function resultOf(
  deps: OutboxDeps,
  row: OutboxRow,
  outcome: NoteOutcome,
): OutboxResult | Promise<OutboxResult> {
  const now = deps.timeSource.now();
  switch (outcome.outcome) {
    case "made":
      return remember(deps, row, outcome.noteId);
    case "rejected":
      return dead(row, outcome.message);
    case "unknown":
      return retry(row, { reason: "crm_outcome_unknown", now, outcomeOpen: true });
  }
}

function failedBy(
  { timeSource, logger }: Pick<OutboxDeps, "timeSource" | "logger">,
  row: OutboxRow,
  { error, outcomeOpen }: { readonly error: unknown; readonly outcomeOpen: boolean },
): OutboxResult {
  if (!(error instanceof PluginError)) throw error;
  const { portalId } = row;
  logger.warn({ portalId, code: error.code }, "a note on a ticket could not be made");
  return failed(row, error, { now: timeSource.now(), outcomeOpen });
}

/** Should the store fail here, the row stays open and the note is found when it comes back. */
async function remember(deps: OutboxDeps, row: OutboxRow, crmNoteId: string) {
  await deps.store.ticketNotes.setCrmNote(row.portalId, row.subjectId, crmNoteId);
  return sent(row, null);
}
