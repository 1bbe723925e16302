import { useState } from "react";
import { ContactList as ContactListAnswer } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { useRemote } from "../use-live.ts";
import { CustomerRow } from "./CustomerRow.tsx";
import { ListPane } from "./ListPane.tsx";

export function ContactList({ version, currentId }: { version: number; currentId: string | null }) {
  const [search, setSearch] = useState("");
  const path = `/sandbox/contacts?search=${encodeURIComponent(search)}`;
  const { value, problem } = useRemote(path, ContactListAnswer, version);
  const contacts = value?.contacts ?? [];
  return (
    <ListPane
      kind="contacts"
      search={search}
      onSearch={setSearch}
      shown={value === null ? null : { count: contacts.length, total: value.total }}
      problem={problem}
    >
      {contacts.map(({ contactId, name, company, email, tier, openTickets }) => (
        <li key={contactId}>
          <CustomerRow
            address={addressOf("contacts", contactId)}
            isCurrent={contactId === currentId}
            customer={{ name, more: company ?? email, tier, openTickets }}
          />
        </li>
      ))}
    </ListPane>
  );
}
