import { useEffect, useRef, useState } from "react";
import { Ahead, type AheadEvent } from "../page-ahead-contract.ts";
import { addressOf } from "./route.ts";
import { useInstantFormat } from "./sandbox-time.ts";
import { useRemote } from "./use-live.ts";
import { useWords } from "./words/page-words.ts";

const MARKS: Readonly<Record<AheadEvent["kind"], string>> = {
  warning: "△",
  breach: "●",
  visit: "☎",
  step: "↑",
};

/** What happens next if nobody does anything, with a way to be there at once. */
export function AheadList(props: { now: number; version: number; onJump: (at: number) => void }) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const { ahead } = useWords().shell;
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (event instanceof KeyboardEvent) {
        if (event.key === "Escape") setOpen(false);
        return;
      }
      const { target } = event;
      if (target instanceof Node && place.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("keydown", leave);
    };
  }, [isOpen]);
  return (
    <div className="ahead" ref={place}>
      <button
        type="button"
        className="button"
        aria-expanded={isOpen}
        onClick={() => setOpen((before) => !before)}
      >
        {ahead.button}
      </button>
      {isOpen && <AheadPanel {...props} />}
    </div>
  );
}

function AheadPanel({
  now,
  version,
  onJump,
}: {
  now: number;
  version: number;
  onJump: (at: number) => void;
}) {
  const { said, shell } = useWords();
  const words = shell.ahead;
  const ahead = useRemote("/sandbox/ahead", Ahead, version);
  const instant = useInstantFormat();
  const events = (ahead.value?.events ?? []).filter(({ at }) => at > now);
  return (
    <section className="ahead-panel" aria-label={words.label}>
      <h2>{words.title}</h2>
      {ahead.problem !== null && <p className="note bad">{ahead.problem}</p>}
      {ahead.value === null && ahead.problem === null && (
        <div className="skeleton" role="status" aria-label={words.loading} />
      )}
      {ahead.value !== null && events.length === 0 && <p className="note">{words.nothing}</p>}
      <ol>
        {events.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.subject} ${event.what}`}>
            <span className={`ahead-mark ${event.kind}`} aria-hidden="true">
              {MARKS[event.kind]}
            </span>
            <span className="ahead-when">{instant(event.at)}</span>
            <span className="ahead-what">
              {said(event.what)}
              <Subject event={event} />
            </span>
            <button
              type="button"
              className="button small"
              aria-label={words.jumpTo(instant(event.at), said(event.what))}
              onClick={() => onJump(event.at)}
            >
              {words.jump}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Subject({ event: { record, subject } }: { event: AheadEvent }) {
  if (record === null) return <span className="ahead-subject">{subject}</span>;
  return (
    <a className="ahead-subject" href={addressOf(record.view, record.id)}>
      {subject}
    </a>
  );
}
