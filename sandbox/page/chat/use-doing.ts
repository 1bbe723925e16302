import { useRef, useState } from "react";

/** Something that somebody does in the chat, and what came of it. */
export type Doing = {
  readonly isBusy: boolean;
  /** Why it failed, in words; null while nothing is wrong. */
  readonly problem: string | null;
  /** True when it worked. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  /** The same once more. */
  again(): Promise<boolean>;
  dismiss(): void;
};

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const last = useRef<() => Promise<unknown>>(async () => undefined);
  const run = async (work: () => Promise<unknown>) => {
    last.current = work;
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, run, again: () => run(last.current), dismiss: () => setProblem(null) };
}

/** An answer that never came says nothing of what was done. */
export function problemOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return `The sandbox did not answer. ${PERHAPS}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return /did not answer|no answer/.test(message) ? `${message} ${PERHAPS}` : message;
}

const PERHAPS = "It may have worked all the same.";
