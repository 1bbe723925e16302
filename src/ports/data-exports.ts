/** One line of an export. Secrets are in none. */
export type ExportedRow = {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
};

/** Gives out all that is kept of an account or of one person, with some rows in memory at once. */
export type DataExports = {
  portal(portalId: string): AsyncIterable<ExportedRow>;
  /** Rows of a contact, of its tickets, and those in which it is named. */
  person(portalId: string, contactId: string): AsyncIterable<ExportedRow>;
  /** A JSON schema for the rows of each table. */
  schemas(): Promise<Readonly<Record<string, unknown>>>;
};
