import type { AuditEntry } from "../../ports/audit.ts";
import type { Delivery, LedgerKey, OpenedEvent } from "../../ports/event-ledger.ts";
import type { SendState } from "../../ports/health-store.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import { type AskedOnce, wasToldBefore } from "../governance/told-before.ts";
import { type HealthDeps, RETRY_SUBJECT } from "./read-health.ts";

export type SendRetry =
  | { readonly ok: true }
  | NotAllowed
  | { readonly ok: false; readonly reason: "not_found" }
  /** Somebody was faster, or it has gone out since. */
  | { readonly ok: false; readonly reason: "not_stuck"; readonly state: SendState };

/** Has a send tried once more that nobody tries any more. */
export async function retrySend(
  deps: HealthDeps,
  asked: AskedOnce & { readonly send: { readonly kind: string; readonly subjectId: string } },
): Promise<SendRetry> {
  const { store, health, timeSource } = deps;
  const { portalId, send } = asked;
  return store.transaction(async (): Promise<SendRetry> => {
    const right = await askRight(deps, asked, "retry_dead");
    if (!right.ok) return right;
    await store.audit.lock(portalId, RETRY_SUBJECT);
    if (await wasToldBefore(store.audit, asked, RETRY_SUBJECT)) return { ok: true };
    const found = await health.namedSend(portalId, send);
    if (found === null) return { ok: false, reason: "not_found" };
    const { target, state } = found;
    if (!(await health.retrySend(portalId, target, timeSource.now()))) {
      return { ok: false, reason: "not_stuck", state };
    }
    const { kind: sendKind, subjectId } = target;
    await note(deps, asked, {
      action: "send_retried",
      detail: { sendKind, subjectId },
      before: { state },
      after: { state: "waiting" },
    });
    return { ok: true };
  });
}

export type EventRetry =
  | { readonly ok: true; readonly became: "waiting" | "ignored" }
  | NotAllowed
  | { readonly ok: false; readonly reason: "not_found" | "not_dead" | "delivery_gone" }
  | { readonly ok: false; readonly reason: "still_dead"; readonly why: string };

export type RereadEvent = (delivery: Delivery, deadKey: string) => OpenedEvent | null;

/** Reads an event once more that could not be read, as after an update it may be possible. */
export async function retryEvent(
  deps: HealthDeps & { readonly rereadEvent: RereadEvent },
  asked: AskedOnce & { readonly event: Pick<LedgerKey, "eventKey" | "occurredAt"> },
): Promise<EventRetry> {
  const { store, health, timeSource } = deps;
  const { portalId } = asked;
  const key = { portalId, ...asked.event };
  return store.transaction(async (): Promise<EventRetry> => {
    const right = await askRight(deps, asked, "retry_dead");
    if (!right.ok) return right;
    await store.audit.lock(portalId, RETRY_SUBJECT);
    if (await wasToldBefore(store.audit, asked, RETRY_SUBJECT))
      return { ok: true, became: "waiting" };
    const dead = await health.deadEvent(key);
    if (dead === null) return missing(await health.eventState(key));
    const delivery = await health.delivery(portalId, dead.deliveryId);
    if (delivery === null) return { ok: false, reason: "delivery_gone" };
    const read = deps.rereadEvent(delivery, dead.eventKey);
    if (read === null || "dead" in read) {
      return { ok: false, reason: "still_dead", why: read?.dead ?? dead.reason };
    }
    const revival = await health.revive(key, read, timeSource.now());
    if (revival === "not_dead") return { ok: false, reason: "not_dead" };
    const isNew = revival === "revived";
    const { eventKey, occurredAt } = isNew ? read : key;
    const detail = { eventKey, occurredAt };
    const became = isNew ? "waiting" : "ignored";
    await note(deps, asked, {
      ...{ action: "event_retried", detail },
      ...{ before: { state: "dead" }, after: { state: became } },
    });
    return { ok: true, became };
  });
}

function missing(state: unknown): EventRetry {
  return { ok: false, reason: state === null ? "not_found" : "not_dead" };
}

async function note(
  { store, timeSource, origin }: HealthDeps,
  { portalId, by, actKey }: AskedOnce,
  told: Pick<AuditEntry, "action" | "detail" | "before" | "after">,
): Promise<void> {
  await store.audit.append(portalId, [
    {
      ...{ at: timeSource.now(), actor: by.userId, subject: RETRY_SUBJECT, from: origin },
      ...{ ...told, detail: { ...told.detail, name: by.name, actKey } },
    },
  ]);
}
