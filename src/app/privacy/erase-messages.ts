import type { OpenErasure } from "../../ports/erasure-store.ts";
import type { MessageRef } from "../../ports/notifier.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { ErasedMessage } from "../../ports/posted-messages.ts";
import type { Portal, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import { removalOf } from "../outbox/send-message-removals.ts";

/** Tickets of others that name the person; who is named in more is no person. */
const MENTIONS_LIMIT = 5_000;
const MESSAGES_AT_ONCE = 500;

type MarkDeps = {
  readonly store: Pick<Store, "erasures" | "postedMessages">;
  readonly timeSource: TimeSource;
};

/**
 * Notes which messages in the chat tell of the person, before the store forgets what led to them: those
 * about the contact itself, and those about tickets of others in which it is called by name.
 */
export async function markMessages(
  { store, timeSource }: MarkDeps,
  portalId: string,
  person: OpenErasure,
): Promise<void> {
  const ticketIds = await store.erasures.mentions(portalId, person, MENTIONS_LIMIT);
  const { erasureId, contactId } = person;
  const now = timeSource.now();
  await store.postedMessages.mark(portalId, { erasureId, contactId, ticketIds, now });
}

/**
 * Asks for the removal of the words of all that is marked, once the store knows none of them any more: in
 * the transaction that ends the erasure. What is kept up to date is to be edited first.
 */
export async function requestRemovals(
  store: Pick<Store, "outbox" | "postedMessages">,
  portal: Portal,
  { erasureId, now }: { readonly erasureId: string; readonly now: number },
): Promise<void> {
  let after: MessageRef | null = null;
  for (;;) {
    const page: readonly ErasedMessage[] = await store.postedMessages.marked(
      portal.portalId,
      erasureId,
      { after, limit: MESSAGES_AT_ONCE },
    );
    const targets = page.flatMap((message): OutboxTarget[] => [
      ...message.caseIds.map((subjectId) => ({ kind: "case_message" as const, subjectId })),
      ...message.groupIds.map((subjectId) => ({ kind: "case_group" as const, subjectId })),
      removalOf(message),
    ]);
    await requestSends(store, portal, { targets, now });
    after = page.at(-1) ?? null;
    if (page.length < MESSAGES_AT_ONCE) return;
  }
}
