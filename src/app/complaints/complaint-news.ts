import type { Complaint } from "../../domain/complaints/complaint.ts";
import { departmentsOf } from "../../domain/escalation/route.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { Derived } from "../sla/derive-ticket.ts";

/** What departments are told of a complaint beside its case. */
export type ComplaintOccasion = "confirmed" | "left_open" | "answered" | "closed" | "reopened";
const OCCASIONS: readonly ComplaintOccasion[] = [
  "confirmed",
  "left_open",
  "answered",
  "closed",
  "reopened",
];

/** What is older when it is heard of, e.g. at the installation, is history. */
export const NEWS_DAYS = 3;
const DAY_MS = 86_400_000;

/** The notices that the change of one ticket asks for: each occasion once for each department. */
export function complaintNotices(one: Derived): readonly OutboxTarget[] {
  const { complaint, ticket } = one.after;
  if (complaint === null || ticket.gone !== null) return [];
  const news = newsOf(one.before?.complaint ?? null, complaint);
  const fresh = news.filter(({ at }) => at >= one.after.evaluatedAt - NEWS_DAYS * DAY_MS);
  return fresh.flatMap(({ occasion, at }) =>
    toldOf(one, complaint, occasion).map((department) => ({
      kind: "complaint_notice" as const,
      subjectId: `${ticket.ticketId} ${occasion} ${at} ${department}`,
    })),
  );
}

type News = { readonly occasion: ComplaintOccasion; readonly at: number };

function newsOf(before: Complaint | null, after: Complaint): readonly News[] {
  const { since, leftOpenSince, closedAt, answers, reopenings } = after;
  const final = answers.findLast(({ stage }) => stage === "final")?.at ?? null;
  const finalBefore = before?.answers.findLast(({ stage }) => stage === "final")?.at ?? null;
  const news: readonly (readonly [ComplaintOccasion, number | null, number | null | undefined])[] =
    [
      ["confirmed", since, before?.since],
      ["left_open", leftOpenSince, before?.leftOpenSince],
      ["answered", final, finalBefore],
      ["closed", closedAt, before?.closedAt],
      ["reopened", reopenings.at(-1)?.at ?? null, before?.reopenings.at(-1)?.at],
    ];
  return news.flatMap(([occasion, at, atBefore]) =>
    at === null || (occasion === "confirmed" ? typeof atBefore === "number" : at === atBefore)
      ? []
      : [{ occasion, at }],
  );
}

/** The department that is responsible, and those that the policy lets know; its case tells of the beginning. */
function toldOf(
  one: Derived,
  complaint: Complaint,
  occasion: ComplaintOccasion,
): readonly string[] {
  const { policy } = one.rules;
  const hears = [...new Set([...responsibleFor(one, complaint), ...policy.complaints.informs])];
  if (occasion !== "confirmed") return hears;
  const withCase = one.cases.filter(({ triggers }) =>
    triggers.some(({ kind }) => kind === "complaint"),
  );
  return hears.filter((id) => !withCase.some(({ department }) => department === id));
}

function responsibleFor(one: Derived, { department }: Complaint): readonly string[] {
  if (department !== null) return [department];
  const { life } = one.evaluation;
  const place = life.stretches.findLast(({ from }) => from <= life.now);
  if (place === undefined) return [];
  return departmentsOf(place, life.now).map(({ id }) => id);
}

/** The responsible department of a ticket's complaint, or of the ticket. */
export function departmentOfTicket(one: Derived): string | null {
  const { complaint } = one.after;
  const named = complaint?.department ?? null;
  if (named !== null) return named;
  const { life } = one.evaluation;
  const place = life.stretches.findLast(({ from }) => from <= life.now);
  return place === undefined ? null : (departmentsOf(place, life.now)[0]?.id ?? null);
}

export function partsOfComplaintNotice(subjectId: string): {
  readonly ticketId: string;
  readonly occasion: ComplaintOccasion;
  readonly at: number;
  readonly department: string;
} | null {
  const [ticketId = "", named, at, department = ""] = subjectId.split(" ");
  const occasion = OCCASIONS.find((one) => one === named);
  return occasion === undefined ? null : { ticketId, occasion, at: Number(at), department };
}
