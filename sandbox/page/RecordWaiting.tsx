import type { Remote } from "./use-live.ts";
import { useWords } from "./words/page-words.ts";

/** In place of a record that has not come yet, or does not come. */
export function RecordWaiting({ remote }: { remote: Remote<unknown> }) {
  const { said, shell } = useWords();
  return (
    <article className="record">
      {remote.problem === null ? (
        <div className="skeleton tall" role="status" aria-label={shell.loadingRecord} />
      ) : (
        <p className="note bad">{said(remote.problem)}</p>
      )}
    </article>
  );
}
