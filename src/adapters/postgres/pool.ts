import type { Binding } from "./bound-session.ts";

/** One row as the driver gives it; `values.ts` makes both drivers give the same. */
export type Row = Readonly<Record<string, unknown>>;

export type Answer = { readonly rows: readonly Row[]; readonly rowCount: number };

/**
 * A statement that a session of the server parses once and soon plans once, which is half of what a short
 * one costs. Only for statements that have one good plan, however small or big the tables are: the plan
 * of a first, empty day may be kept. Without a name it is parsed and planned each time, as what has too many
 * texts to keep them all.
 */
export type Prepared = { readonly name: string; readonly text: string };

/** One session, held by one caller until `release`. */
export type Client = {
  /** Without values several statements may be given at once; their rows are joined. */
  query(statement: string | Prepared, values?: readonly unknown[]): Promise<Answer>;
  /** Sends what `ask` asks for at once; only where statements may be sent before the answers to others. */
  together?<T>(ask: () => T): T;
  /** A broken session is thrown away instead of being used again. */
  release(isBroken?: boolean): void;
};

/** The one shape that both engines have. */
export type Pool = {
  connect(): Promise<Client>;
  /** One prepared statement outside a transaction; with an empty portal, for all of them. Only where the engine has sessions for these alone. */
  query?(
    statement: Prepared,
    values?: readonly unknown[],
    binding?: Binding | null,
  ): Promise<Answer>;
  /** Waits for the sessions in use, then closes the engine. */
  end(): Promise<void>;
};
