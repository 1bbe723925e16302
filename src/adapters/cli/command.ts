/** 0: as it should be. 1: there are differences, or it could not be done. 2: it was called wrongly. */
export const EXIT = { ok: 0, failed: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command's words go. */
export type Terminal = {
  /** The answer, one line each. */
  print(line: string): void;
  /** What went wrong, and progress. */
  complain(line: string): void;
};

export type Command = {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
};
