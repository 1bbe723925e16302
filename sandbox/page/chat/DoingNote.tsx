import { useEffect, useRef } from "react";
import { useWords } from "../words/page-words.ts";
import type { Doing } from "./use-doing.ts";

/** Why something failed, with a way to try it again. */
export function DoingNote({ doing }: { doing: Doing }) {
  const note = useRef<HTMLDivElement>(null);
  const { chat } = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new problem has to be seen.
  useEffect(() => {
    note.current?.scrollIntoView({ block: "nearest" });
  }, [doing.problem]);
  if (doing.problem === null) return null;
  return (
    <div ref={note} className="doing-problem" role="alert">
      <p>{doing.problem}</p>
      <div className="button-row">
        <button type="button" className="plain-link" onClick={() => void doing.again()}>
          {chat.tryAgain}
        </button>
        <button type="button" className="plain-link soft" onClick={doing.dismiss}>
          {chat.dismiss}
        </button>
      </div>
    </div>
  );
}
