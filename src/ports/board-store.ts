import type { ClockKind } from "../domain/governance/clock-rules.ts";
import type { CaseRow } from "./case-store.ts";

/** Open clocks of one department by how they stand. */
export type DepartmentClocks = {
  /** Null for tickets of which nobody has said yet whose they are. */
  readonly department: string | null;
  readonly onTrack: number;
  readonly paused: number;
  readonly atRisk: number;
  readonly overdue: number;
};

/** An open clock that is at risk or overdue. */
export type UrgentClock = {
  readonly ticketId: string;
  readonly kind: ClockKind;
  readonly cycle: number;
  readonly department: string | null;
  readonly ownerId: string | null;
  readonly dueAt: number;
};

/** What a team has to look at now, over all open tickets of a portal. */
export type Board = {
  /** In order of the departments' ids; those without an open clock are left out. */
  clocks(portalId: string, now: number): Promise<readonly DepartmentClocks[]>;
  /** How many cases nobody has taken, by department. */
  untaken(portalId: string): Promise<ReadonlyMap<string, number>>;
  /** The longest overdue first, then what is due next; `ownerIds` null: of everybody. */
  urgent(
    portalId: string,
    options: {
      readonly now: number;
      readonly ownerIds: readonly string[] | null;
      readonly limit: number;
    },
  ): Promise<readonly UrgentClock[]>;
  /** Cases of these departments that nobody has taken, the oldest first. */
  toTake(
    portalId: string,
    departments: readonly string[],
    limit: number,
  ): Promise<readonly CaseRow[]>;
};
