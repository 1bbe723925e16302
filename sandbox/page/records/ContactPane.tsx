import type { ContactRecord } from "../../page-contract.ts";
import type { HostProps } from "../HostedCard.tsx";
import { addressOf } from "../route.ts";
import { CustomerPanels } from "./CustomerPanels.tsx";
import { CustomerTabs } from "./CustomerTabs.tsx";

/** The middle column: one contact with tickets, deals and return visits, and its file. */
export function ContactPane(props: { contact: ContactRecord; host: HostProps | null }) {
  const { contact, host } = props;
  const { company } = contact;
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-id">Contact {contact.contactId}</div>
        <h2>{contact.name}</h2>
        {company !== null && (
          <p className="soft">
            <a href={addressOf("companies", company.companyId)}>{company.name}</a>
          </p>
        )}
      </header>
      <CustomerTabs host={host}>
        <CustomerPanels customer={contact} />
      </CustomerTabs>
    </article>
  );
}
