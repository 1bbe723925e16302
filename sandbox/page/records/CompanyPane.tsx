import type { CompanyRecord } from "../../page-contract.ts";
import type { HostProps } from "../HostedCard.tsx";
import { addressOf } from "../route.ts";
import { useWords } from "../words/page-words.ts";
import { CustomerPanels } from "./CustomerPanels.tsx";
import { CustomerTabs } from "./CustomerTabs.tsx";

/** The middle column: one company with its people, tickets, deals and return visits, and its file. */
export function CompanyPane(props: { company: CompanyRecord; host: HostProps | null }) {
  const { company, host } = props;
  const { records } = useWords();
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-id">
          {records.company} {company.companyId}
        </div>
        <h2>{company.name}</h2>
      </header>
      <CustomerTabs host={host}>
        <section className="panel" aria-label={records.contacts}>
          <h3>{records.contacts}</h3>
          {company.contacts.length === 0 && <p className="note">{records.noContacts}</p>}
          {company.contacts.map(({ contactId, name, email }) => (
            <p key={contactId} className="person">
              <a href={addressOf("contacts", contactId)}>{name}</a>
              <span className="soft">{email}</span>
            </p>
          ))}
        </section>
        <CustomerPanels address={{ view: "companies", id: company.companyId }} customer={company} />
      </CustomerTabs>
    </article>
  );
}
