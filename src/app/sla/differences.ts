/** A value that is stored otherwise than it is derived; `undefined` where one side has none. */
export type Difference = {
  /** Where, e.g. `clocks[1].dueAt`. */
  readonly path: string;
  readonly stored: unknown;
  readonly derived: unknown;
};

/** Compares plain data, as JSON has it: what is undefined is not there. */
export function differencesOf(stored: unknown, derived: unknown, path = ""): Difference[] {
  if (Array.isArray(stored) && Array.isArray(derived)) {
    return Array.from({ length: Math.max(stored.length, derived.length) }, (_, index) =>
      differencesOf(stored[index], derived[index], `${path}[${index}]`),
    ).flat();
  }
  if (isGroup(stored) && isGroup(derived)) {
    const keys = [...new Set([...Object.keys(stored), ...Object.keys(derived)])];
    return keys.flatMap((key) =>
      differencesOf(stored[key], derived[key], path === "" ? key : `${path}.${key}`),
    );
  }
  return Object.is(stored, derived) ? [] : [{ path, stored, derived }];
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
