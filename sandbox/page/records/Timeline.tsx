import type { TimelineEntry } from "../../page-contract.ts";
import { useInstantFormat } from "../sandbox-time.ts";
import { useWords } from "../words/page-words.ts";

const SIGNS: Readonly<Record<TimelineEntry["kind"], string>> = {
  created: "＋",
  change: "↻",
  rep_reply: "↗",
  customer_message: "↙",
  task: "✓",
  note: "✎",
  aftercare: "◆",
};

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const format = useInstantFormat();
  const { records, said } = useWords();
  if (entries.length === 0) return <p className="note">{records.nothingHappened}</p>;
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.kind} ${entry.text}`} className={entry.kind}>
          <span className="sign" aria-hidden="true">
            {SIGNS[entry.kind]}
          </span>
          <div>
            <p>{said(entry.text)}</p>
            <p className="soft">
              {[format(entry.at), entry.by].filter((part) => part !== null).join(" · ")}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
