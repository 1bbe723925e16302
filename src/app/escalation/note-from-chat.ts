import type { MessageRef } from "../../ports/notifier.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { ChatUser } from "./chat-person.ts";

/** Something said in the thread of a case, which somebody wants on the ticket. */
export type SaidInChat = {
  /** Who wants it there. */
  readonly user: ChatUser;
  /** The message that begins the thread. */
  readonly root: MessageRef;
  readonly messageTs: string;
  readonly author: string;
  readonly body: string;
};

export type NoteAnswer =
  | { readonly outcome: "noted" | "already"; readonly ticketId: string }
  | { readonly outcome: "no_case" };

const BODY_LIMIT = 10_000;
const SECOND_MS = 1_000;

type NoteDeps = { readonly store: Store; readonly timeSource: TimeSource };

/** The same message twice is one note. */
export async function noteFromChat(deps: NoteDeps, said: SaidInChat): Promise<NoteAnswer> {
  const { store } = deps;
  for (const portalId of await store.portals.ofSlackTeam(said.user.teamId)) {
    const answer = await store.within(portalId, () => noteIn(deps, portalId, said));
    if (answer.outcome !== "no_case") return answer;
  }
  return { outcome: "no_case" };
}

async function noteIn(
  { store, timeSource }: NoteDeps,
  portalId: string,
  { user, root, messageTs, author, body }: SaidInChat,
): Promise<NoteAnswer> {
  const escalation = await store.escalations.ofMessage(portalId, root);
  if (escalation === null) return { outcome: "no_case" };
  const { ticketId, caseId } = escalation;
  const noteId = `${root.channelId}-${messageTs}`;
  const saidAt = Math.round(Number(messageTs) * SECOND_MS);
  const text = body.length > BODY_LIMIT ? `${body.slice(0, BODY_LIMIT - 1)}…` : body;
  return store.transaction(async (): Promise<NoteAnswer> => {
    const note = { noteId, ticketId, caseId, author, body: text, saidAt };
    if (!(await store.ticketNotes.add(portalId, note))) return { outcome: "already", ticketId };
    const now = timeSource.now();
    await store.outbox.request(portalId, [{ kind: "ticket_note", subjectId: noteId }], now);
    const { userId, name } = user;
    await store.audit.append(portalId, [
      {
        at: now,
        actor: userId,
        action: "case_to_ticket",
        from: "slack",
        subject: `case:${caseId}`,
        detail: { ticketId, noteId, name, author },
      },
    ]);
    return { outcome: "noted", ticketId };
  });
}
