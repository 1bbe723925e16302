import { useRef, useState } from "react";
import { type PageWords, useWords } from "../words/page-words.ts";

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
  const { chat, said } = useWords();
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
      setProblem(problemOf(error, chat, said));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, run, again: () => run(last.current), dismiss: () => setProblem(null) };
}

/** An answer that never came says nothing of what was done. */
export function problemOf(
  error: unknown,
  words: PageWords["chat"],
  said: PageWords["said"],
): string {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return words.noAnswer;
  }
  const message = error instanceof Error ? error.message : String(error);
  return /did not answer|no answer/.test(message)
    ? `${said(message)} ${words.mayHaveWorked}`
    : said(message);
}
