/** The first import of a portal, so that it goes on where it was after any end of its process. */

export const IMPORT_KINDS = ["pipelines", "owners", "companies", "contacts", "tickets"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** `rebuild`: clocks count from the creation of a ticket, by the CRM's history. `since_install`: from the import on. */
export type ImportHistory = "rebuild" | "since_install";
export type ImportState = "running" | "paused" | "done" | "failed";
/** `list`: all tickets are listed and the wanted ones kept. `search`: only the wanted ones are asked for. */
export type ImportWay = "list" | "search";

export type ImportKindProgress = {
  readonly kind: ImportKind;
  /** Where to go on; null at the beginning. */
  readonly after: string | null;
  readonly isDone: boolean;
  /** Records stored so far. */
  readonly done: number;
  /** Null where nobody knows. */
  readonly total: number | null;
  /** Calls to the CRM so far, those of runs that were ended too as far as they were noted. */
  readonly calls: number;
};

export type PortalImport = {
  readonly state: ImportState;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** When it was last heard of. */
  readonly beatAt: number;
  readonly history: ImportHistory;
  /** Tickets that were closed before are left out. */
  readonly closedSince: number;
  readonly way: ImportWay | null;
  /** Code of what stopped it, or what it waits for. */
  readonly trouble: string | null;
  readonly kinds: readonly ImportKindProgress[];
};

export type ImportStart = Pick<PortalImport, "startedAt" | "history" | "closedSince">;

/** What was read since the last advance; `done` and `calls` are added. */
export type ImportAdvance = Omit<ImportKindProgress, "total"> & { readonly total?: number | null };

export type Imports = {
  /** Notes that the portal was connected; unless there was an import, one begins, or waits to be resumed. */
  request(portalId: string, start: ImportStart, state: "running" | "paused"): Promise<void>;
  /** Begins anew, whatever there was. */
  restart(portalId: string, start: ImportStart): Promise<void>;
  find(portalId: string): Promise<PortalImport | null>;
  /** When a portal was connected for the first time and last; null for one of which nobody noted it. */
  connected(portalId: string): Promise<{ readonly first: number; readonly last: number } | null>;
  /** The portals whose import runs, or shall. */
  running(): Promise<readonly string[]>;
  /** Takes a running import that nobody holds; null when there is none. */
  claim(portalId: string, now: number, leaseMs: number): Promise<PortalImport | null>;
  /** Holds it longer; false when it was paused or ended meanwhile. */
  beat(portalId: string, now: number, leaseMs: number): Promise<boolean>;
  chooseWay(portalId: string, way: ImportWay): Promise<void>;
  /** Call it in the transaction that stored what was read. */
  advance(portalId: string, progress: ImportAdvance): Promise<void>;
  /** Pauses a running one or lets a paused or failed one go on; false when it is in neither state. */
  turn(portalId: string, to: "running" | "paused", now: number): Promise<boolean>;
  end(
    portalId: string,
    end: { readonly state: "done" | "failed"; readonly trouble: string | null },
    now: number,
  ): Promise<void>;
  /** Gives it back until then, to go on later. */
  putOff(portalId: string, until: number, trouble: string): Promise<void>;
  /** Ends every lease; for a start of the only process on an embedded store. */
  endLeases(): Promise<void>;
};
