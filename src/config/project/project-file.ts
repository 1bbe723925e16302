/** One file of the developer project. */
export type ProjectFile = {
  /** From the project's folder, with slashes on every system. */
  readonly path: string;
  readonly text: string;
};

/** The same bytes for the same value, always. */
export function jsonFile(path: string, value: unknown): ProjectFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}

/** By code units: the order must not depend on anybody's language or file system. */
export function byPath(one: ProjectFile, other: ProjectFile): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}
