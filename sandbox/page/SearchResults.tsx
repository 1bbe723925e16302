import type { ReactNode } from "react";
import { CompanyList, ContactList, TicketList } from "../page-contract.ts";
import { CustomerRow } from "./records/CustomerRow.tsx";
import { TicketLink } from "./records/TicketList.tsx";
import { addressOf } from "./route.ts";
import { useRemote } from "./use-live.ts";
import { useWords } from "./words/page-words.ts";

const SHOWN_OF_EACH = 20;

/** What is called like that, of every kind. */
export function SearchResults({ query, version }: { query: string; version: number }) {
  const { search } = useWords().records;
  return (
    <article className="wide-page search-results" aria-label={search.label}>
      {query === "" ? (
        <div className="nothing">
          <h2>{search.prompt}</h2>
          <p className="soft">{search.hint}</p>
        </div>
      ) : (
        <Found key={query} query={query} version={version} />
      )}
    </article>
  );
}

function Found({ query, version }: { query: string; version: number }) {
  const { records, shell } = useWords();
  const question = `?search=${encodeURIComponent(query)}`;
  const tickets = useRemote(`/sandbox/tickets${question}`, TicketList, version);
  const contacts = useRemote(`/sandbox/contacts${question}`, ContactList, version);
  const companies = useRemote(`/sandbox/companies${question}`, CompanyList, version);
  const problem = tickets.problem ?? contacts.problem ?? companies.problem;
  if (problem !== null) return <p className="note bad">{problem}</p>;
  if (tickets.value === null || contacts.value === null || companies.value === null) {
    return <div className="skeleton tall" role="status" aria-label={shell.loading} />;
  }
  const total = tickets.value.total + contacts.value.total + companies.value.total;
  const { views } = shell;
  return (
    <>
      <h2>{records.search.results(query)}</h2>
      <p className="soft" role="status">
        {total === 0 ? records.search.nothing(query) : records.search.count(total)}
      </p>
      {total === 0 && <p className="soft">{records.search.hint}</p>}
      <Group title={views.tickets} total={tickets.value.total}>
        {tickets.value.tickets.slice(0, SHOWN_OF_EACH).map((ticket) => (
          <li key={ticket.ticketId}>
            <TicketLink ticket={ticket} isCurrent={false} />
          </li>
        ))}
      </Group>
      <Group title={views.contacts} total={contacts.value.total}>
        {contacts.value.contacts
          .slice(0, SHOWN_OF_EACH)
          .map(({ contactId, name, company, email, tier, openTickets }) => (
            <li key={contactId}>
              <CustomerRow
                address={addressOf("contacts", contactId)}
                isCurrent={false}
                customer={{ name, more: company ?? email, tier, openTickets }}
              />
            </li>
          ))}
      </Group>
      <Group title={views.companies} total={companies.value.total}>
        {companies.value.companies
          .slice(0, SHOWN_OF_EACH)
          .map(({ companyId, name, place, tier, openTickets }) => (
            <li key={companyId}>
              <CustomerRow
                address={addressOf("companies", companyId)}
                isCurrent={false}
                customer={{ name, more: place, tier, openTickets }}
              />
            </li>
          ))}
      </Group>
    </>
  );
}

function Group(props: { title: string; total: number; children: ReactNode }) {
  const { search } = useWords().records;
  const { title, total, children } = props;
  if (total === 0) return null;
  return (
    <section className="panel" aria-label={title}>
      <h3>
        {title} <span className="count">{total}</span>
      </h3>
      <ul className="list inside">{children}</ul>
      {total > SHOWN_OF_EACH && <p className="note">{search.more(total - SHOWN_OF_EACH)}</p>}
    </section>
  );
}
