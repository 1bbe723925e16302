export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. Fields must be free of secrets and of customers' words. */
export type Logger = {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger that adds `fields` (e.g. `eventId`) to every line. */
  child(fields: LogFields): Logger;
};
