export type RepeatReader = {
  /** Reads now, or once more as soon as the reading under way has ended. */
  read(): void;
  stop(): void;
};

/**
 * Reads the same thing again and again, one at a time: changes may come faster than answers, and a
 * reading that each change aborted would never end.
 */
export function createRepeatReader<T>(
  load: (signal: AbortSignal) => Promise<T>,
  told: { onValue(value: T): void; onProblem(problem: string): void },
): RepeatReader {
  const aborter = new AbortController();
  let isReading = false;
  let isAskedAgain = false;

  const read = async (): Promise<void> => {
    if (isReading) {
      isAskedAgain = true;
      return;
    }
    isReading = true;
    do {
      isAskedAgain = false;
      await load(aborter.signal).then(
        (value) => {
          if (!aborter.signal.aborted) told.onValue(value);
        },
        (error: unknown) => {
          if (!aborter.signal.aborted) told.onProblem(messageOf(error));
        },
      );
    } while (isAskedAgain && !aborter.signal.aborted);
    isReading = false;
  };
  return { read: () => void read(), stop: () => aborter.abort() };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
