import type { OverdueTarget } from "../domain/governance/overdue-rules.ts";

/** One call of the ladder of red visits, which is made once. */
export type VisitCall = {
  readonly visitId: string;
  /** The red limit; another one begins the ladder anew. */
  readonly latestDate: string;
  /** 1 for the first. */
  readonly level: number;
  readonly target: OverdueTarget;
  /** Whose message of the day tells it; see `visit-notices.ts`. */
  readonly reader: string;
};

/** A message that tells calls: of one reader, on one working day. */
export type VisitCallMessage = { readonly reader: string; readonly date: string };

export type VisitCalls = {
  /** Keeps calls for the messages of a day, but none that was made before; gives those that are new. */
  note(portalId: string, date: string, calls: readonly VisitCall[]): Promise<readonly VisitCall[]>;
  /** Who has a message on that day, in order. */
  readers(portalId: string, date: string, limit: number): Promise<readonly string[]>;
  /** What one message tells, the longest overdue first. */
  of(portalId: string, message: VisitCallMessage, limit: number): Promise<readonly VisitCall[]>;
};
