import { type ReactNode, useEffect, useRef } from "react";

/** The left column: a search and what it found. */
export function ListPane(props: {
  title: string;
  search: string;
  onSearch: (search: string) => void;
  action?: ReactNode;
  /** Null while the first answer is on its way. */
  shown: { count: number; total: number } | null;
  problem: string | null;
  children: ReactNode;
}) {
  const { title, search, shown, problem } = props;
  return (
    <aside className="list-pane" aria-label={title}>
      <div className="list-head">
        <SearchField
          label={`Search ${title.toLowerCase()}`}
          value={search}
          onChange={props.onSearch}
        />
        {props.action}
      </div>
      {problem !== null && <p className="note bad">{problem}</p>}
      {shown === null && problem === null && <ListSkeleton />}
      {shown?.count === 0 && (
        <p className="note">
          {search === "" ? `There are no ${title.toLowerCase()} yet.` : "Nothing matches."}
        </p>
      )}
      <ul className="list">{props.children}</ul>
      {shown !== null && shown.total > shown.count && (
        <p className="note">
          The first {shown.count} of {shown.total}. Search to see others.
        </p>
      )}
    </aside>
  );
}

/** `/` leads here from anywhere but a field. */
function SearchField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (event.key !== "/" || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      className="search"
      aria-label={props.label}
      placeholder={`${props.label}  ( / )`}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f"];

function ListSkeleton() {
  return (
    <div className="skeleton-rows" role="status" aria-label="Loading">
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="skeleton" />
      ))}
    </div>
  );
}
