import { z } from "zod";
import { csvRows } from "../csv-rows.ts";

/**
 * Reads the public event log of an incident process ("Incident management process enriched event
 * log", UCI). One row is the state of an incident after one update. `docs/replay.md` says how it is
 * mapped to tickets and why.
 */

const Row = z.object({
  number: z.string(),
  incident_state: z.string(),
  caller_id: z.string(),
  opened_at: z.string(),
  sys_updated_at: z.string(),
  category: z.string(),
  priority: z.string(),
  assigned_to: z.string(),
});
type Row = z.infer<typeof Row>;

export type IncidentStep = {
  readonly at: number;
  /** Null where the log does not say. */
  readonly stageId: string | null;
  readonly priority: string;
  /** Somebody works on it. */
  readonly isWorkedOn: boolean;
};

export type Incident = {
  readonly number: string;
  readonly caller: string;
  readonly category: string;
  readonly openedAt: number;
  /** As the first row has it. */
  readonly firstPriority: string;
  /** In the order of their time; in a few places the log itself goes backwards. */
  readonly steps: readonly IncidentStep[];
};

const STAGES: Readonly<Record<string, string>> = {
  New: "1",
  Active: "3",
  "Awaiting User Info": "2",
  "Awaiting Evidence": "2",
  "Awaiting Vendor": "6",
  "Awaiting Problem": "3",
  Resolved: "7",
  Closed: "4",
};

const PRIORITIES: Readonly<Record<string, string>> = {
  "1 - Critical": "URGENT",
  "2 - High": "HIGH",
  "3 - Moderate": "MEDIUM",
  "4 - Low": "LOW",
};

const MISSING = "?";

/** The first `limit` incidents of the file, in its order. */
export async function readIncidents(file: string, limit: number): Promise<readonly Incident[]> {
  const incidents = new Map<string, { first: Row; rows: Row[] }>();
  for await (const record of csvRows(file)) {
    const row = Row.parse(record);
    const known = incidents.get(row.number);
    if (known === undefined && incidents.size >= limit) break;
    if (known === undefined) incidents.set(row.number, { first: row, rows: [row] });
    else known.rows.push(row);
  }
  return [...incidents.values()].map(({ first, rows }) => ({
    number: first.number,
    caller: first.caller_id,
    category: first.category,
    openedAt: instantOf(first.opened_at),
    firstPriority: PRIORITIES[first.priority] ?? "",
    steps: stepsOf(rows, instantOf(first.opened_at)),
  }));
}

/**
 * Rows of one minute are a millisecond apart, so that their order in the log is kept. Rows that claim
 * to be older than their incident follow its opening at once.
 */
function stepsOf(rows: readonly Row[], openedAt: number): IncidentStep[] {
  const perMinute = new Map<number, number>();
  const steps = rows.map((row, index) => {
    const minute = instantOf(row.sys_updated_at);
    const earlier = perMinute.get(minute) ?? 0;
    perMinute.set(minute, earlier + 1);
    const stageId = STAGES[row.incident_state] ?? null;
    return {
      at: minute < openedAt ? openedAt + 1 + index : minute + earlier,
      stageId,
      priority: PRIORITIES[row.priority] ?? "",
      isWorkedOn: row.assigned_to !== MISSING || (stageId !== null && row.incident_state !== "New"),
    };
  });
  return steps.sort((a, b) => a.at - b.at);
}

/** `29/2/2016 01:16`: day first, minutes only; the log names no zone and is read as UTC. */
function instantOf(text: string): number {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/.exec(text);
  if (match === null) throw new Error(`time stamp is "${text}": expected D/M/YYYY HH:MM`);
  const [day, month, year, hours, minutes] = match.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hours, minutes);
}
