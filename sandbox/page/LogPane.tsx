import { useEffect, useState } from "react";
import type { Equation } from "../page-contract.ts";
import { LiveLog, type LogEntry, type LogKind } from "../page-trouble-contract.ts";
import { Segments } from "./Segments.tsx";
import { useClockFormat } from "./sandbox-time.ts";
import { useRemote } from "./use-live.ts";
import { useWords } from "./words/page-words.ts";

const KINDS = ["all", "card", "webhook", "crm", "slack"] as const;
const LOOK_MS = 1_500;
const SHOWN_LIMIT = 200;
const LEDGER_PARTS = ["received", "applied", "ignored", "waiting", "dead"] as const;

/** What went to and fro, newest first, and what the ledger made of the events. */
export function LogPane(props: { equation: Equation | null; version: number }) {
  const words = useWords().troubles.log;
  const looks = useLooks();
  const { value: log, problem } = useRemote("/sandbox/log", LiveLog, props.version + looks);
  const [kind, setKind] = useState<LogKind | "all">("all");
  const [text, setText] = useState("");
  const [onlyFailures, setOnlyFailures] = useState(false);
  const wanted = text.trim().toLowerCase();
  const entries = (log?.entries ?? []).filter(
    (entry) =>
      (kind === "all" || entry.kind === kind) &&
      (!onlyFailures || entry.isFailure) &&
      `${entry.what} ${entry.outcome}`.toLowerCase().includes(wanted),
  );
  return (
    <section className="drawer log-pane" aria-label={words.title}>
      <div className="log-tools">
        <Segments
          label={words.kind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
        <input
          type="search"
          aria-label={words.filter}
          placeholder={words.filter}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={onlyFailures}
            onChange={(event) => setOnlyFailures(event.target.checked)}
          />
          {words.onlyFailures}
        </label>
      </div>
      {problem !== null && <p className="note bad">{problem}</p>}
      <div className="log-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too. */}
        <section className="log-scroll" tabIndex={0} aria-label={words.label}>
          {log !== null && entries.length === 0 && <p className="note">{words.nothing}</p>}
          {entries.length > 0 && <LogTable entries={entries.slice(0, SHOWN_LIMIT)} />}
          {log !== null && log.forgotten > 0 && (
            <p className="note">{words.forgotten(log.forgotten)}</p>
          )}
        </section>
        {props.equation !== null && <LedgerList equation={props.equation} />}
      </div>
    </section>
  );
}

/** Cards ask without anything changing in the sandbox, so the log is looked at again and again. */
function useLooks(): number {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLooks((before) => before + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return looks;
}

function LogTable({ entries }: { entries: readonly LogEntry[] }) {
  const { columns, kinds } = useWords().troubles.log;
  const clock = useClockFormat();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{columns.at}</th>
          <th scope="col">{columns.kind}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.outcome}</th>
          <th scope="col" className="number">
            {columns.took}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, kind, what, outcome, isFailure, tookMs }) => (
          <tr key={id} className={isFailure ? "failed" : ""}>
            <td>{clock(at)}</td>
            <td>
              <span className={`log-kind of-${kind}`}>{kinds[kind]}</span>
            </td>
            <td className="what">{what}</td>
            <td>
              {isFailure ? "✗ " : "✓ "}
              {outcome}
            </td>
            <td className="number">{tookMs === null ? "" : `${tookMs} ms`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LedgerList({ equation }: { equation: Equation }) {
  const { locale, shell, troubles } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too.
    <section className="ledger-list" tabIndex={0} aria-label={troubles.log.ledger}>
      <h3>{troubles.log.ledger}</h3>
      <dl>
        {LEDGER_PARTS.map((part) => (
          <div key={part}>
            <dt>
              {shell.ledger[part]} <b>{equation[part].toLocaleString(locale)}</b>
            </dt>
            <dd className="soft">{troubles.log.explain[part]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
