import { inSentence } from "./clock-names.ts";
import type { Translate } from "./translate.ts";

/** `first_response_warning`, `complaint_ack_breach`: what a clock came to. */
const OF_CLOCK = /^(?<kind>\w+)_(?<event>warning|breach)$/;

/**
 * Why a step of a case was taken, as part of a sentence. Null for a reason that has no words: a code
 * says nothing to a reader.
 */
export function caseReason(reason: string, t: Translate): string | null {
  const { kind, event } = OF_CLOCK.exec(reason)?.groups ?? {};
  if (kind === undefined || event === undefined) return known(t, `caseReason.${reason}`);
  const clock = known(t, `clock.${kind}`);
  return clock && t(`caseReason.clock_${event}`, { clock: inSentence(clock) });
}

function known(t: Translate, key: string): string | null {
  return t(key, { defaultValue: "" }) || null;
}
