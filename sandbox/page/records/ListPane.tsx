import type { ReactNode } from "react";
import { useWords } from "../words/page-words.ts";

/** The left column: a search and what it found. */
export function ListPane(props: {
  kind: "tickets" | "contacts" | "companies";
  search: string;
  onSearch: (search: string) => void;
  action?: ReactNode;
  /** Null while the first answer is on its way. */
  shown: { count: number; total: number } | null;
  problem: string | null;
  children: ReactNode;
}) {
  const { kind, search, shown, problem } = props;
  const { records, shell } = useWords();
  const { list } = records;
  return (
    <aside className="list-pane" aria-label={shell.views[kind]}>
      <div className="list-head">
        <input
          type="search"
          className="search"
          aria-label={list.search[kind]}
          placeholder={list.search[kind]}
          value={search}
          onChange={(event) => props.onSearch(event.target.value)}
        />
        {props.action}
      </div>
      {problem !== null && <p className="note bad">{problem}</p>}
      {shown === null && problem === null && <ListSkeleton />}
      {shown?.count === 0 && (
        <p className="note">{search === "" ? list.none[kind] : list.noMatch}</p>
      )}
      <ul className="list">{props.children}</ul>
      {shown !== null && shown.total > shown.count && (
        <p className="note">{list.firstOf(shown.count, shown.total)}</p>
      )}
    </aside>
  );
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f"];

function ListSkeleton() {
  const { shell } = useWords();
  return (
    <div className="skeleton-rows" role="status" aria-label={shell.loading}>
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="skeleton" />
      ))}
    </div>
  );
}
