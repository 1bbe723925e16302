import { z } from "zod";
import { PluginError } from "../../ports/plugin-error.ts";
import { Id } from "./ids.ts";

/** One error inside an answer 207, about some of the records of a batch. */
export const BatchError = z.looseObject({
  category: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
  context: z
    .looseObject({ ids: z.array(Id).nullish(), objectWriteTraceId: z.array(Id).nullish() })
    .nullish()
    .catch(null),
  errors: z
    .array(z.looseObject({ code: z.string().nullish() }))
    .nullish()
    .catch(null),
});
export type BatchError = z.infer<typeof BatchError>;

const GONE = "OBJECT_NOT_FOUND";
/** Of these a repetition would change nothing. */
const PERMANENT = [GONE, "VALIDATION_ERROR", "CONFLICT", "OBJECT_ALREADY_EXISTS"];

export function isGone(error: BatchError): boolean {
  return error.category === GONE;
}

export function isPermanent(error: BatchError): boolean {
  return PERMANENT.includes(error.category ?? "");
}

/** Whether HubSpot names this code; old bodies do so only inside their message. */
export function hasCode(error: BatchError, code: string): boolean {
  return codesOf(error).includes(code) || (error.message ?? "").includes(code);
}

/** Category and codes: never the message, which repeats values of records. */
export function wordsOf(error: BatchError): string {
  return [error.category ?? "without category", ...codesOf(error)].join(" ");
}

function codesOf(error: BatchError): readonly string[] {
  return (error.errors ?? []).flatMap(({ code }) => code ?? []);
}

/**
 * For reads: a batch that answers 207 names the records that are not there. Anything else in it is
 * trouble on HubSpot's side, and leaving those records out would tell a lie.
 */
export function refuseOtherErrors(errors: readonly BatchError[], path: string): void {
  const other = errors.find((error) => !isGone(error));
  if (!other) return;
  throw new PluginError("crm_unavailable", `${path} answered in part: ${wordsOf(other)}`, {
    retryable: true,
  });
}
