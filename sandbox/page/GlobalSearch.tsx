import { type FormEvent, useEffect, useRef, useState } from "react";
import { goTo, type Route } from "./route.ts";
import { useWords } from "./words/page-words.ts";

const LONGEST_QUERY = 100;

/** Looks through all kinds of records; `/` leads here from anywhere but a field. */
export function GlobalSearch({ route }: { route: Route }) {
  const { search } = useWords().records;
  const field = useRef<HTMLInputElement>(null);
  const shown = route.view === "search" ? (route.recordId ?? "") : "";
  const [query, setQuery] = useState(shown);
  useEffect(() => setQuery(shown), [shown]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    goTo("search", query.trim());
  };
  return (
    <search className="global-search">
      <form onSubmit={submit}>
        <input
          ref={field}
          type="search"
          aria-label={search.label}
          placeholder={`${search.label}  ( / )`}
          maxLength={LONGEST_QUERY}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </form>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
