import { type ReactNode, useState } from "react";
import { HostedCard, type HostProps } from "../HostedCard.tsx";
import { useWords } from "../words/page-words.ts";

const TABS = ["overview", "customerFile"] as const;

/** The middle of a contact or a company: what the CRM knows, and Aftercare's tab. */
export function CustomerTabs(props: { host: HostProps | null; children: ReactNode }) {
  const { host, children } = props;
  const [tab, setTab] = useState<(typeof TABS)[number]>("overview");
  const { records } = useWords();
  return (
    <>
      <div className="record-tabs" role="tablist">
        {TABS.map((id) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={tab === id}
            onClick={() => setTab(id)}
          >
            {records[id]}
          </button>
        ))}
      </div>
      {tab === "overview" && children}
      {tab === "customerFile" && host !== null && (
        <section className="record-tab" aria-label={records.customerFile}>
          <HostedCard {...host} entry="CustomerFile" location="crm.record.tab" />
        </section>
      )}
    </>
  );
}
