import type { ContactRecord } from "../../page-contract.ts";
import type { HostProps } from "../HostedCard.tsx";
import { addressOf } from "../route.ts";
import { useWords } from "../words/page-words.ts";
import { CustomerPanels } from "./CustomerPanels.tsx";
import { CustomerTabs } from "./CustomerTabs.tsx";

/** The middle column: one contact with tickets, deals and return visits, and its file. */
export function ContactPane(props: { contact: ContactRecord; host: HostProps | null }) {
  const { contact, host } = props;
  const { company } = contact;
  const { records } = useWords();
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-id">
          {records.contact} {contact.contactId}
        </div>
        <h2>{contact.name}</h2>
        {company !== null && (
          <p className="soft">
            <a href={addressOf("companies", company.companyId)}>{company.name}</a>
          </p>
        )}
      </header>
      <CustomerTabs host={host}>
        <CustomerPanels address={{ view: "contacts", id: contact.contactId }} customer={contact} />
      </CustomerTabs>
    </article>
  );
}
