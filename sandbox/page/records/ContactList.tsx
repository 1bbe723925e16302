import { useState } from "react";
import { ContactList as ContactListAnswer } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { useRemote } from "../use-live.ts";
import { ListPane } from "./ListPane.tsx";

export function ContactList({ version, currentId }: { version: number; currentId: string | null }) {
  const [search, setSearch] = useState("");
  const path = `/sandbox/contacts?search=${encodeURIComponent(search)}`;
  const { value, problem } = useRemote(path, ContactListAnswer, version);
  const contacts = value?.contacts ?? [];
  return (
    <ListPane
      title="Contacts"
      search={search}
      onSearch={setSearch}
      shown={value === null ? null : { count: contacts.length, total: value.total }}
      problem={problem}
    >
      {contacts.map((contact) => (
        <li key={contact.contactId}>
          <a
            className="row"
            href={addressOf("contacts", contact.contactId)}
            aria-current={contact.contactId === currentId ? "true" : undefined}
          >
            <span className="row-main">
              <span className="row-title">{contact.name}</span>
              <span className="row-more">{contact.company ?? contact.email}</span>
            </span>
            {contact.tier !== null && <span className="chip">{contact.tier}</span>}
            {contact.openTickets > 0 && (
              <span className="count" title="open tickets">
                {contact.openTickets}
              </span>
            )}
          </a>
        </li>
      ))}
    </ListPane>
  );
}
