import { type ReactNode, useState } from "react";
import { HostedCard, type HostProps } from "../HostedCard.tsx";

const TABS = [
  { id: "overview", label: "Overview" },
  { id: "file", label: "Customer file" },
] as const;

/** The middle of a contact or a company: what the CRM knows, and Aftercare's tab. */
export function CustomerTabs(props: { host: HostProps | null; children: ReactNode }) {
  const { host, children } = props;
  const [tab, setTab] = useState<(typeof TABS)[number]["id"]>("overview");
  return (
    <>
      <div className="record-tabs" role="tablist">
        {TABS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={tab === id}
            onClick={() => setTab(id)}
          >
            {label}
          </button>
        ))}
      </div>
      {tab === "overview" && children}
      {tab === "file" && host !== null && (
        <section className="record-tab" aria-label="Customer file">
          <HostedCard {...host} entry="CustomerFile" location="crm.record.tab" />
        </section>
      )}
    </>
  );
}
