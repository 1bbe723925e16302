import { loadPreset } from "../../src/config/presets.ts";
import { Policy } from "../../src/domain/governance/policy.ts";
import { invariant } from "../../src/domain/invariant.ts";
import { evaluate } from "../../src/domain/sla/evaluate.ts";
import { foldTicket } from "../../src/domain/sla/fold-ticket.ts";
import type { TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";
import type { LoggedComplaint } from "./cfpb-log.ts";

/** What was promised for the table: so many working days, Monday to Friday, to take a complaint up. */
export const ACK_WORKING_DAYS = 3;
const DAY_MINUTES = 1_440;
const DAY_MS = 86_400_000;
const BY = { id: "log", name: "Log" };

/** One complaint after it has gone through the procedure. */
export type Proceeded = LoggedComplaint & {
  /** By the clock `complaint_ack`. */
  readonly isTakenUpInTime: boolean;
  /** Working days that it counted, as a number. */
  readonly workingDays: number;
};

/** The file has days only: what happened on one counts from its noon. */
export function runProcedure(complaints: readonly LoggedComplaint[]): readonly Proceeded[] {
  const policy = policyOf();
  const calendars = createCalendars(policy.calendars);
  const rulesOf = () => ({ version: 1, policy, calendars });
  return complaints.map((complaint, index) => {
    const receivedAt = noonOf(complaint.receivedDate);
    const sentAt = noonOf(complaint.sentDate);
    const ticketId = String(index + 1);
    const confirmed = {
      kind: "confirmed",
      severity: "medium",
      department: null,
      text: "",
      by: BY,
    } as const;
    const facts: readonly (readonly [number, TicketEventDetail])[] = [
      [receivedAt, { kind: "created" }],
      [receivedAt, { kind: "complaint", factKey: "received", fact: confirmed }],
      [sentAt, { kind: "complaint", factKey: "sent", fact: { kind: "acknowledged", by: BY } }],
    ];
    const ticket = foldTicket(
      ticketId,
      facts.map(([occurredAt, detail]) => ({ ticketId, occurredAt, detail })),
    );
    const now = sentAt + DAY_MS;
    const circumstances = { firstVersion: 1, rulesOf, closedStages: new Set<string>(), now };
    const clock = evaluate(ticket, circumstances).clocks.find(
      ({ kind }) => kind === "complaint_ack",
    );
    invariant(clock !== undefined, "a complaint has a clock for taking it up");
    return {
      ...complaint,
      isTakenUpInTime: clock.state === "met",
      workingDays: clock.usedMs / DAY_MS,
    };
  });
}

function noonOf(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

function policyOf(): Policy {
  const allDay = ["00:00-24:00"];
  const working = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay };
  const week = { id: "working_days", zone: "UTC", weekly: working };
  const preset = loadPreset("general");
  return Policy.parse({
    ...preset,
    calendars: [...preset.calendars, week],
    targets: [
      {
        clock: "complaint_ack",
        durationMinutes: ACK_WORKING_DAYS * DAY_MINUTES,
        calendarId: week.id,
      },
    ],
  });
}

/** A line for each month, and one for all. */
export function complaintTable(complaints: readonly Proceeded[]): string {
  const months = [...Map.groupBy(complaints, ({ receivedDate }) => receivedDate.slice(0, 7))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, of]) => rowOf(month, of));
  const rows = [HEADER, ...months, rowOf("all", complaints)];
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
    .join("\n");
}

const HEADER: readonly string[] = [
  "month",
  "received",
  "acknowledged",
  "in time (our clock)",
  "answered",
  "timely (the file)",
];

function rowOf(name: string, complaints: readonly Proceeded[]): readonly string[] {
  const share = (count: number) => `${((100 * count) / complaints.length).toFixed(1)} %`;
  return [
    name,
    String(complaints.length),
    String(complaints.length),
    share(complaints.filter(({ isTakenUpInTime }) => isTakenUpInTime).length),
    String(complaints.filter(({ isAnswered }) => isAnswered).length),
    share(complaints.filter(({ isTimely }) => isTimely).length),
  ];
}
