import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "../../ports/logger.ts";

/**
 * Our log in the shape that Slack's packages want. Their debug and info lines carry whole payloads, so
 * they are dropped; of the others only text is kept, because objects may hold tokens.
 */
export function slackLogger(logger: Logger): SlackLogger {
  const text = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
  return {
    debug: dropped,
    info: dropped,
    warn: (...parts) => logger.warn({ from: "slack" }, text(parts)),
    error: (...parts) => logger.error({ from: "slack" }, text(parts)),
    setLevel: dropped,
    getLevel: () => LogLevel.WARN,
    setName: dropped,
  };
}

function dropped(): void {
  // Nothing is kept; see above.
}
