import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Language } from "../../domain/words.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { recordUrl } from "../sla/record-url.ts";
import { customerName } from "../tiering/customer-name.ts";
import type { CaseDeps } from "./act-on-case.ts";
import { type ChatUser, languageOf, type PersonInPortal, personInPortals } from "./chat-person.ts";
import {
  type CaseList,
  type DepartmentCases,
  departmentCases,
  ownCases,
} from "./read-own-cases.ts";

/** What a person sees of Aftercare who looks for it in the chat. */
export type ChatHome = {
  readonly language: Language;
  readonly now: number;
  /** False in a workspace that no portal uses yet. */
  readonly hasPortal: boolean;
  /** By which addresses the person is known, and whether the person has said so. */
  readonly emails: readonly string[];
  readonly isConnected: boolean;
  /** Null when direct messages are welcome. */
  readonly noticesPausedUntil: number | null;
  readonly own: CaseList;
  readonly departments: readonly DepartmentCases[];
  readonly visits: readonly HomeVisit[];
};

export type HomeVisit = {
  readonly when: "overdue" | "today" | "next";
  readonly dueDate: string;
  readonly customerName: string | null;
  readonly url: string | null;
};

const VISITS_LIMIT = 10;

export async function readChatHome(deps: CaseDeps, user: ChatUser): Promise<ChatHome> {
  const people = await personInPortals(deps, user);
  const now = deps.timeSource.now();
  const visits: HomeVisit[] = [];
  for (const person of people) {
    const { portalId } = person.context.portal;
    const own = await deps.store.within(portalId, () => visitsOf(deps, person, now));
    visits.push(...own);
  }
  const pausedUntil = people.flatMap(({ preferences }) => preferences.noticesPausedUntil ?? []);
  return {
    language: languageOf(people),
    now,
    hasPortal: people.length > 0,
    emails: [...new Set(people.flatMap(({ emails }) => emails))],
    isConnected: people.some(({ isConnected }) => isConnected),
    noticesPausedUntil: pausedUntil.find((until) => until > now) ?? null,
    own: await ownCases(deps, people),
    departments: await departmentCases(deps, people, ({ departments }) => departments),
    visits: visits.slice(0, VISITS_LIMIT),
  };
}

/** What is late or due today, and what comes next. */
async function visitsOf(
  { store }: CaseDeps,
  { context, ownerIds }: PersonInPortal,
  now: number,
): Promise<readonly HomeVisit[]> {
  const { portal, current } = context;
  if (ownerIds.length === 0) return [];
  const rows = await store.visits.plannedOf(portal.portalId, ownerIds, VISITS_LIMIT);
  const refs = rows.flatMap(({ customer }) => customer ?? []);
  const customers = await store.customers.find(portal.portalId, refs);
  const today = current.calendars(current.policy.visits.calendarId).dateOf(now);
  return rows.map((row): HomeVisit => {
    const known = customers.find(({ kind, id }) => isSame({ kind, id }, row.customer));
    return {
      when: row.dueDate < today ? "overdue" : row.dueDate === today ? "today" : "next",
      dueDate: row.dueDate,
      customerName: known === undefined ? null : customerName(known),
      url: urlOf(portal, row),
    };
  });
}

function isSame(one: CustomerRef, other: CustomerRef | null): boolean {
  return one.kind === other?.kind && one.id === other.id;
}

function urlOf(portal: PersonInPortal["context"]["portal"], { customer, ticketId }: VisitRow) {
  if (customer !== null) return recordUrl(portal, customer.kind, customer.id);
  return ticketId === null ? null : recordUrl(portal, "ticket", ticketId);
}
