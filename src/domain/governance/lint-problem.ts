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
