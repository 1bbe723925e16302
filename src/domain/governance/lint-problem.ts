/** Something that a person has to mend in a policy document. */
export type PolicyProblem = {
  /** Where, e.g. `targets[2].calendarId`; empty for the document as a whole. */
  readonly path: string;
  /** One sentence: where, what was found, what was expected. */
  readonly message: string;
};

export function problem(path: string, found: string, expected: string): PolicyProblem {
  return { path, message: `${path} ${found}: expected ${expected}` };
}

/** A name that nothing bears. */
export function unknown(
  path: string,
  name: string | undefined,
  names: readonly string[],
): PolicyProblem[] {
  if (name === undefined || names.includes(name)) return [];
  return [problem(path, `names "${name}"`, `one of ${names.join(", ")}`)];
}

/** Values that were there before, with their places. */
export function doubles<V>(values: readonly V[]): { readonly value: V; readonly index: number }[] {
  return values
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => values.indexOf(value) < index);
}
