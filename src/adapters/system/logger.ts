import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import type { LogFields, Logger } from "../../ports/logger.ts";
import { redact } from "./redact.ts";

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** One JSON line an entry on standard output, or wherever `destination` leads. */
export function createLogger(options: {
  readonly level: LogLevel;
  readonly destination?: DestinationStream;
}): Logger {
  const settings = { level: options.level, base: null };
  return wrap(options.destination ? pino(settings, options.destination) : pino(settings));
}

function wrap(logger: PinoLogger): Logger {
  const write =
    (level: Exclude<LogLevel, "silent">) =>
    (fields: LogFields, message: string): void => {
      if (logger.isLevelEnabled(level)) logger[level](redact(fields), message);
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    child: (fields) => wrap(logger.child(redact(fields))),
  };
}
