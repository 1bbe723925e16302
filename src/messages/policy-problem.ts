import type { Translate } from "./translate.ts";

type Problem = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** What was found and what to do, in the reader's words. */
export function policyProblemWords(
  { code, params }: Problem,
  t: Translate,
): { readonly finding: string; readonly proposal: string } {
  const { clock } = params;
  const named = clock === undefined ? params : { ...params, clock: t(`clock.${clock}`) };
  return {
    finding: t(`policyProblem.${code}.finding`, named),
    proposal: t(`policyProblem.${code}.proposal`, named),
  };
}
