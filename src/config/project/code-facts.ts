/** What the program does with HubSpot, as the program itself says it; compared with the manifest. */
export type CodeFacts = {
  readonly scopes: readonly ScopeUse[];
  /** By object: the changes of a record that intake has a use for, e.g. `creation`. */
  readonly changes: Readonly<Record<string, readonly string[]>>;
  /** By object: the properties whose changes say something. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
  /** By object: the properties that Aftercare makes. */
  readonly ownProperties: Readonly<Record<string, readonly string[]>>;
};

export type ScopeUse = {
  readonly scope: string;
  /** What cannot be done without it, e.g. `readTickets`. */
  readonly use: string;
  /** The use is left out where an account does not grant the scope. */
  readonly isOptional: boolean;
};
