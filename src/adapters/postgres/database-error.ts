import { PluginError } from "../../ports/plugin-error.ts";

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";

/** Connection lost or refused, server starting or stopping, too many clients, statement timeout. */
const UNAVAILABLE =
  /^(?:08...|57P0.|57014|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/;

/** The two drivers have error classes of their own; only the code is the same. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** The engine gave up this transaction because of others; the same work may be run again. */
export function isRepeatable(error: unknown): boolean {
  const code = errorCode(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

/** What callers can act on: `store_unavailable` when the engine is out of reach, else the error itself. */
export function readable(error: unknown): unknown {
  const code = errorCode(error);
  if (code === null || error instanceof PluginError || !UNAVAILABLE.test(code)) return error;
  return new PluginError("store_unavailable", `The database does not answer (${code})`, {
    retryable: true,
    cause: error,
  });
}
