import type { ActionEvent } from "../../domain/complaints/action-event.ts";
import { OverdueTarget } from "../../domain/governance/overdue-rules.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";

/** What the department of an action is told of, in its channel. */
const TOLD: ReadonlySet<ActionEvent["kind"]> = new Set([
  "opened",
  "analysed",
  "planned",
  "carried_out",
  "checked",
  "recurred",
  "closed",
  "overdue_told",
]);

export function isTold({ kind }: ActionEvent): boolean {
  return TOLD.has(kind);
}

/** One of those whom a level of the overdue ladder tells; of several managers the index-th. */
export type CallPlace = { readonly target: OverdueTarget; readonly index: number };

/** The notice of an action's opening, which is its first event. */
export function openingNotice(actionId: string): OutboxTarget {
  return noticeTo(actionId, 1, null);
}

/**
 * The notices of one event: one for the channel of the department, and one for each person whom a level
 * of the overdue ladder tells. An action's events are numbered from 1.
 */
export function actionNotices(
  policy: Policy,
  told: { readonly actionId: string; readonly position: number; readonly event: ActionEvent },
): readonly OutboxTarget[] {
  const { actionId, position, event } = told;
  const places = event.kind === "overdue_told" ? callPlaces(policy, event.level) : [];
  return [null, ...places].map((place) => noticeTo(actionId, position, place));
}

/** In the order in which the policy names them. */
export function callPlaces(policy: Policy, level: number): readonly CallPlace[] {
  const { overdueLadder, serviceManagement } = policy;
  const managers = serviceManagement?.managers.length ?? 0;
  // A level that the policy has no more is the lead's.
  const tell = overdueLadder.levels[level - 1]?.tell ?? ["lead"];
  return tell.flatMap((target): readonly CallPlace[] => {
    const people = target === "manager" ? Math.max(1, managers) : 1;
    return Array.from({ length: people }, (_, index) => ({ target, index }));
  });
}

const PLACE_SEPARATOR = ":";

function noticeTo(actionId: string, position: number, place: CallPlace | null): OutboxTarget {
  const whom = place === null ? [] : [place.target, place.index];
  const last = [position, ...whom].join(PLACE_SEPARATOR);
  return { kind: "action_notice", subjectId: `${actionId} ${last}` };
}

export function partsOfActionNotice(subjectId: string): {
  readonly actionId: string;
  readonly position: number;
  /** Null: it is for the channel. */
  readonly place: CallPlace | null;
} {
  const space = subjectId.lastIndexOf(" ");
  const [position, target, index] = subjectId.slice(space + 1).split(PLACE_SEPARATOR);
  const known = OverdueTarget.safeParse(target);
  return {
    actionId: subjectId.slice(0, space),
    position: Number(position),
    place: known.success ? { target: known.data, index: Number(index) } : null,
  };
}
