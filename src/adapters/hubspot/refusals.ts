import { PluginError } from "../../ports/plugin-error.ts";
import { HttpFailure } from "./http-failure.ts";

/** HubSpot's no to what was asked (400, 404, 409 …), as opposed to trouble, limits and missing rights; else null. */
export function refusalIn(error: unknown): HttpFailure | null {
  if (!(error instanceof PluginError) || !(error.cause instanceof HttpFailure)) return null;
  const isRefusal = error.code === "crm_rejected" || error.code === "crm_not_found";
  return isRefusal ? error.cause : null;
}

/** Null when HubSpot does not have what was asked for. */
export function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  return unlessStatus(404, work);
}

/** Null when it is there: another process, or a repetition after a lost answer, was faster. */
export function unlessThere<T>(work: Promise<T>): Promise<T | null> {
  return unlessStatus(409, work);
}

async function unlessStatus<T>(status: number, work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (refusalIn(error)?.status === status) return null;
    throw error;
  }
}
