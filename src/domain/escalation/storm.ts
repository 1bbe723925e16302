/**
 * Which cases of a department are told each in a message of its own, and which together in one: a
 * storm would bury a channel, and so would a night's cases at the opening. Pure, and the order in
 * which the cases are given does not matter.
 */

/** A case that nobody was told of yet and that may be told now. */
export type UntoldCase = {
  readonly caseId: string;
  /** It was not told when it opened, because its department was closed. */
  readonly hasWaitedForOpening: boolean;
};

export type Gathering = {
  /** `storm`: too many at once. `opening`: they waited for the department's opening. */
  readonly kind: "storm" | "opening";
  readonly caseIds: readonly string[];
};

/** So many cases that waited for an opening stand together; a single one stands alone. */
const TOGETHER_AT_OPENING = 2;

/**
 * `arriving` counts the cases of the department that opened lately or that nobody was told of yet.
 * With more than the policy's number all untold ones stand together; without, those do that waited
 * for the opening. Null when each stands alone.
 */
export function gather(
  untold: readonly UntoldCase[],
  { arriving, moreThan }: { readonly arriving: number; readonly moreThan: number },
): Gathering | null {
  const waited = untold.filter(({ hasWaitedForOpening }) => hasWaitedForOpening);
  const isOpening = waited.length >= TOGETHER_AT_OPENING;
  if (arriving > moreThan) return gathering(isOpening ? "opening" : "storm", untold);
  return isOpening ? gathering("opening", waited) : null;
}

function gathering(kind: Gathering["kind"], cases: readonly UntoldCase[]): Gathering {
  return { kind, caseIds: cases.map(({ caseId }) => caseId).toSorted() };
}
