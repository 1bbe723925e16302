import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { VisitOccasion } from "../../ports/visit-told.ts";

/** What people are told of a single visit outside of cards and tasks, each thing once. */
export type VisitNotice = {
  /** `deleted`: somebody deleted its task. `unreachable`: the customer was tried often enough. */
  readonly occasion: VisitOccasion;
  readonly visitId: string;
  /** Tells two notices of the same occasion apart: a task, an attempt. */
  readonly about: string;
};

/** The message of one reader on one working day: what is due, and what is overdue. */
export type VisitDayNotice = {
  readonly occasion: "day";
  readonly date: string;
  readonly reader: VisitReader;
};

/** Who reads of visits: an owner of the CRM, the lead of a department, or a service manager. */
export type VisitReader =
  | { readonly role: "owner" | "lead"; readonly id: string }
  | { readonly role: "manager" };

const SEPARATOR = " ";

export function visitNotice({ occasion, visitId, about }: VisitNotice): OutboxTarget {
  return { kind: "visit_reminder", subjectId: [occasion, about, visitId].join(SEPARATOR) };
}

export function visitDayNotice({ date, reader }: Omit<VisitDayNotice, "occasion">): OutboxTarget {
  return { kind: "visit_reminder", subjectId: ["day", date, textOfReader(reader)].join(SEPARATOR) };
}

/** Null for what is no notice of this kind. */
export function noticeOf(subjectId: string): VisitNotice | VisitDayNotice | null {
  const [occasion, about = "", ...rest] = subjectId.split(SEPARATOR);
  const subject = rest.join(SEPARATOR);
  switch (occasion) {
    case "deleted":
    case "unreachable":
      return subject === "" ? null : { occasion, about, visitId: subject };
    case "day": {
      const reader = readerOfText(subject);
      return reader && { occasion, date: about, reader };
    }
    default:
      return null;
  }
}

export function textOfReader(reader: VisitReader): string {
  return reader.role === "manager" ? reader.role : `${reader.role}:${reader.id}`;
}

/** Null for what names no reader. */
export function readerOfText(text: string): VisitReader | null {
  const [role = "", ...rest] = text.split(":");
  const id = rest.join(":");
  if (role === "manager") return { role };
  return (role === "owner" || role === "lead") && id !== "" ? { role, id } : null;
}
