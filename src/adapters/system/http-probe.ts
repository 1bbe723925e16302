import type { HttpProbe, ProbeAnswer } from "../../ports/examination.ts";
import type { TimeSource } from "../../ports/time-source.ts";

const TIMEOUT_MS = 5_000;
const MAX_BODY_LENGTH = 65_536;

/** Asks once; what goes wrong is told in a word that names no secret. */
export function createHttpProbe(timeSource: TimeSource): HttpProbe {
  return async (url, bearer) => {
    const startedAt = timeSource.now();
    try {
      const response = await fetch(url, {
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
      });
      const answeredAt = timeSource.now();
      const date = Date.parse(response.headers.get("date") ?? "");
      return {
        ok: true,
        status: response.status,
        body: (await response.text()).slice(0, MAX_BODY_LENGTH),
        dateAt: Number.isNaN(date) ? null : date,
        askedAt: (startedAt + answeredAt) / 2,
      };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  };
}

/** The system's word for it, e.g. `ECONNREFUSED`; else that of the client. */
function reasonOf(error: unknown): Extract<ProbeAnswer, { ok: false }>["reason"] {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (error.name === "TimeoutError") return `no answer in ${TIMEOUT_MS} ms`;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
