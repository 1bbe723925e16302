import type { Person } from "../../domain/governance/department.ts";
import type { Language } from "../../domain/words.ts";
import type { ActionNotice } from "../../ports/complaint-notices.ts";
import type { GroupPageNotice, NoticeBase, PageNotice } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { NoticeOfVisits } from "../../ports/visit-told.ts";
import { type KnownPerson, knownPeople } from "../escalation/known-people.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, postponedUntil, retry, sent, unknown } from "./results.ts";
import { awayReason, isToWait, tellOfWorkspace } from "./slack-troubles.ts";
import { tellOperators } from "./tell-operators.ts";

/** One call of one person, as it has to be now. */
export type Call = {
  readonly person: Person;
  /** When the ladder called; a send that began before was of an earlier call. */
  readonly calledAt: number;
  readonly quietUntil: number | null;
  /** Kept with the row once it is sent. */
  readonly fingerprint: string;
  readonly base: Omit<NoticeBase, "channelId" | "language">;
  /** Unless the person has chosen another. */
  readonly language: Language;
  readonly notice: (
    base: NoticeBase,
  ) => PageNotice | GroupPageNotice | NoticeOfVisits | ActionNotice;
};

/**
 * Sends a direct message once. Nobody can look into a direct message afterwards, so what was lost on the
 * way is called unknown and never repeated: the next level of the ladder comes anyway.
 */
export async function callPerson(
  deps: OutboxDeps,
  row: OutboxRow,
  call: Call,
): Promise<OutboxResult> {
  const now = deps.timeSource.now();
  const { sendingSince } = row;
  if (sendingSince !== null && sendingSince >= call.calledAt) return unknown(row, "outcome_open");
  // Of an earlier call; that it is unknown has been said. This one begins anew.
  if (sendingSince !== null) return retry(row, { reason: "called_again", now });
  if (call.quietUntil !== null) {
    return postponedUntil(row, { reason: "quiet_hours", until: call.quietUntil });
  }
  const { portalId, teamId } = call.base;
  const [person] = await knownPeople(deps, { portalId, teamId }, [call.person]);
  if (person?.account === "linked") return post(deps, row, { call, userId: person.userId });
  return person === undefined
    ? sent(row, call.fingerprint)
    : notCalled(deps, row, { call, person });
}

type Unlinked = Exclude<KnownPerson, { readonly account: "linked" }>;

/** The message of the case names the person; those who run the account can mend it. */
async function notCalled(
  deps: OutboxDeps,
  row: OutboxRow,
  { call, person }: { readonly call: Call; readonly person: Unlinked },
): Promise<OutboxResult> {
  const { portalId, teamId } = call.base;
  if (person.account === "cannot_tell") {
    const { reason, retryAfterMs: waitMs } = person;
    const now = deps.timeSource.now();
    const away = awayReason({ outcome: "cannot_tell", reason });
    if (away !== null) {
      await tellOfWorkspace(deps, call.base, away);
      return postponed(row, { reason: away, now });
    }
    if (waitMs !== undefined) return retry(row, { reason, now, waitMs });
  }
  const reason = person.account === "cannot_tell" ? person.reason : "no_account";
  await tellOperators(deps, portalId, {
    action: "person_not_reached",
    subject: `person:${person.email ?? person.name}`,
    detail: { name: person.name, teamId, reason },
  });
  return sent(row, call.fingerprint);
}

async function post(
  deps: OutboxDeps,
  row: OutboxRow,
  { call, userId }: { readonly call: Call; readonly userId: string },
): Promise<OutboxResult> {
  const { portalId, teamId } = call.base;
  const wants = await deps.store.chatPeople.preferences(portalId, teamId, userId);
  const now = deps.timeSource.now();
  // Mentioned in the thread all the same; the next level comes if nobody takes the case.
  if (wants.noticesPausedUntil !== null && now < wants.noticesPausedUntil) {
    return sent(row, call.fingerprint);
  }
  const language = wants.language ?? call.language;
  const notice = call.notice({ ...call.base, channelId: userId, language });
  const outcome = await deps.notifier.post(notice);
  const away = awayReason(outcome);
  if (away !== null) {
    await tellOfWorkspace(deps, notice, away);
    return postponed(row, { reason: away, now });
  }
  switch (outcome.outcome) {
    case "sent":
      return sent(row, call.fingerprint);
    case "not_sent": {
      const { reason, retryAfterMs } = outcome;
      if (retryAfterMs === null) return dead(row, reason);
      if (isToWait(outcome)) return postponedUntil(row, { reason, until: now + retryAfterMs });
      return retry(row, { reason, now, waitMs: retryAfterMs });
    }
    case "unknown":
      return unknown(row, outcome.reason);
  }
}
