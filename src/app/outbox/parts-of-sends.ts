import { isOn, type Mode, type Part } from "../../domain/governance/mode.ts";
import type { CrmObject } from "../../ports/crm.ts";
import type { OutboxKind } from "../../ports/outbox-kind.ts";
import type { Outbox, OutboxRow, OutboxTarget } from "../../ports/outbox-store.ts";
import type { Portal } from "../../ports/store.ts";

type Belonging = {
  /**
   * Sent while one of them is on; what of it belongs to which part is for its sender to know. None: it
   * is owed to somebody whatever is on.
   */
  readonly parts: readonly Part[];
  /**
   * What becomes of a row that was asked for before its part was switched off: it waits where it is looked
   * at again before it is sent, so that nothing stale goes out; news of that day are dropped.
   */
  readonly whileOff: "waits" | "is_dropped";
};

/** To which part each kind of send belongs. The one list; `docs/observe-mode.md` says it in words. */
export const BELONGING: Readonly<Record<OutboxKind, Belonging>> = {
  ticket_properties: { parts: ["tiers", "clocks", "escalation", "visits"], whileOff: "waits" },
  customer_properties: { parts: ["tiers", "visits"], whileOff: "waits" },
  visit_task: { parts: ["visits"], whileOff: "waits" },
  visit_reminder: { parts: ["visits"], whileOff: "waits" },
  case_message: { parts: ["escalation"], whileOff: "waits" },
  case_thread: { parts: ["escalation"], whileOff: "waits" },
  case_page: { parts: ["escalation"], whileOff: "waits" },
  case_group: { parts: ["escalation"], whileOff: "waits" },
  ticket_note: { parts: ["escalation"], whileOff: "waits" },
  department_digest: { parts: ["escalation"], whileOff: "waits" },
  manager_digest: { parts: ["escalation"], whileOff: "waits" },
  policy_notice: { parts: ["escalation"], whileOff: "is_dropped" },
  recurrence_notice: { parts: ["escalation"], whileOff: "is_dropped" },
  complaint_notice: { parts: ["escalation"], whileOff: "is_dropped" },
  action_notice: { parts: ["escalation"], whileOff: "is_dropped" },
  connection_notice: { parts: ["escalation"], whileOff: "is_dropped" },
  message_removal: { parts: [], whileOff: "waits" },
};

/** Whether something of the kind may be sent. */
export function maySend(mode: Mode, kind: OutboxKind): boolean {
  const { parts } = BELONGING[kind];
  return parts.length === 0 || isOn(mode, ...parts);
}

/** Those whose part is on. */
export function sendsThatAreOn(
  mode: Mode,
  targets: readonly OutboxTarget[],
): readonly OutboxTarget[] {
  return targets.filter(({ kind }) => maySend(mode, kind));
}

/**
 * Asks for what is to be sent now. Of a part that is off nothing is asked for but what stands outside
 * already: that waits, so that it does not stay wrong once the part is on again.
 */
export async function requestSends(
  { outbox }: { readonly outbox: Pick<Outbox, "request" | "requestAgain"> },
  { portalId, mode }: Pick<Portal, "portalId" | "mode">,
  { targets, now }: { readonly targets: readonly OutboxTarget[]; readonly now: number },
): Promise<void> {
  const on = sendsThatAreOn(mode, targets);
  const waiting = targets.filter(
    (target) => !on.includes(target) && BELONGING[target.kind].whileOff === "waits",
  );
  await outbox.request(portalId, on, now);
  await outbox.requestAgain(portalId, waiting, now);
}

/** Own properties of tickets that tell of something else than clocks. */
const TICKET_PROPERTIES: Readonly<Record<string, Part>> = {
  aftercare_tier: "tiers",
  aftercare_escalation_state: "escalation",
  aftercare_complaint_state: "escalation",
  aftercare_rating_link: "visits",
};

/** Of the own properties of a record those that are to be written; the others stay as they are. */
export function propertiesThatAreOn(
  mode: Mode,
  object: CrmObject,
  properties: Readonly<Record<string, string>>,
): Record<string, string> {
  const partOf = (name: string): Part => {
    if (object === "ticket") return TICKET_PROPERTIES[name] ?? "clocks";
    return name === "aftercare_next_visit" ? "visits" : "tiers";
  };
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => isOn(mode, partOf(name))),
  );
}

/** One that may have gone out before is never dropped: somebody has to find out. */
export function isDropped({ kind, sendingSince }: OutboxRow): boolean {
  return sendingSince === null && BELONGING[kind].whileOff === "is_dropped";
}
