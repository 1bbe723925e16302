import type { MessageRef, Notice, Notifier } from "../../ports/notifier.ts";
import type { PostedAbout } from "../../ports/posted-messages.ts";
import type { Store } from "../../ports/store.ts";
import { removalOf } from "./send-message-removals.ts";

/**
 * A notifier that notes where each message stands that tells of a record, so that it is found again when
 * somebody is erased. Noted after the post: whoever is stopped between the two looks for the message
 * before it is posted again, and finding it is noted as well. What was composed before an erasure and
 * posted after it is to lose its words at once.
 */
export function rememberPosts(
  notifier: Notifier,
  store: Pick<Store, "transaction" | "postedMessages" | "outbox">,
): Notifier {
  async function remember(notice: Notice, ref: MessageRef): Promise<void> {
    const about = recordsOf(notice);
    if (about.length === 0) return;
    const { portalId, teamId, now } = notice;
    const { channelId, messageTs } = ref;
    await store.transaction(async () => {
      const post = { channelId, messageTs, teamId, about, now };
      const erasureId = await store.postedMessages.remember(portalId, post);
      if (erasureId !== null) await store.outbox.request(portalId, [removalOf(ref)], now);
    });
  }
  return {
    ...notifier,
    post: async (notice) => {
      const outcome = await notifier.post(notice);
      if (outcome.outcome === "sent") await remember(notice, outcome.ref);
      return outcome;
    },
    edit: async (notice, ref) => {
      const outcome = await notifier.edit(notice, ref);
      if (outcome.outcome === "sent") await remember(notice, outcome.ref);
      return outcome;
    },
    find: async (notice, sinceAt) => {
      const outcome = await notifier.find(notice, sinceAt);
      if (outcome.outcome === "found") await remember(notice, outcome.ref);
      return outcome;
    },
  };
}

/** Every record whose customer a message may name. */
export function recordsOf(notice: Notice): readonly PostedAbout[] {
  return [...(notice.about ?? []), ...casesOf(notice)];
}

function casesOf(notice: Notice): readonly PostedAbout[] {
  switch (notice.kind) {
    case "case":
    case "page":
      return [aboutCase(notice), { object: "ticket", id: notice.ticket.id }];
    case "thread":
      return [aboutCase(notice)];
    case "group":
      return [
        { object: "group", id: notice.groupId },
        ...[...notice.live.lines, ...notice.choices].map(aboutCase),
      ];
    case "digest":
      return [notice.open, notice.waiting, notice.stale, notice.solved].flatMap(({ lines }) =>
        lines.map(aboutCase),
      );
    case "manager_digest":
      return [
        ...notice.exhausted.lines.map(aboutCase),
        ...notice.suggestions.lines.flatMap(({ about = [] }) => about),
      ];
    case "visit_day":
      return [notice.due, notice.overdue].flatMap(({ lines }) =>
        lines.flatMap(({ about = [] }) => about),
      );
    // What these tell of they say themselves; the others tell of no customer.
    case "visit":
    case "complaint":
    case "action":
    case "recurrence":
    case "moved":
    case "group_page":
    case "policy":
    case "connection":
    case "removed":
      return [];
  }
}

function aboutCase({ caseId }: { readonly caseId: string }): PostedAbout {
  return { object: "case", id: caseId };
}
