import { useState } from "react";
import { type TicketLine, TicketList as TicketListAnswer } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { useRemote } from "../use-live.ts";
import { ListPane } from "./ListPane.tsx";
import { NewTicketButton } from "./NewTicketButton.tsx";

export function TicketList({ version, currentId }: { version: number; currentId: string | null }) {
  const [search, setSearch] = useState("");
  const path = `/sandbox/tickets?search=${encodeURIComponent(search)}`;
  const { value, problem } = useRemote(path, TicketListAnswer, version);
  const tickets = value?.tickets ?? [];
  return (
    <ListPane
      title="Tickets"
      search={search}
      onSearch={setSearch}
      action={<NewTicketButton />}
      shown={value === null ? null : { count: tickets.length, total: value.total }}
      problem={problem}
    >
      {tickets.map((ticket) => (
        <li key={ticket.ticketId}>
          <TicketLink ticket={ticket} isCurrent={ticket.ticketId === currentId} />
        </li>
      ))}
    </ListPane>
  );
}

/** One ticket as a row that leads to its record. */
export function TicketLink({ ticket, isCurrent }: { ticket: TicketLine; isCurrent: boolean }) {
  const { clock, customer, stage, priority } = ticket;
  return (
    <a
      className={ticket.isClosed ? "row closed" : "row"}
      href={addressOf("tickets", ticket.ticketId)}
      aria-current={isCurrent ? "true" : undefined}
    >
      <span
        className={`dot ${clock?.variant ?? "none"}`}
        role="img"
        aria-label={clock?.label ?? "no clock"}
        title={clock?.label ?? "no clock"}
      />
      <span className="row-main">
        <span className="row-title">{ticket.subject}</span>
        <span className="row-line">
          <span className="row-more">{[customer, stage].filter(Boolean).join(" · ")}</span>
          {priority !== null && (
            <span className={`priority ${priority.toLowerCase()}`}>{priority.toLowerCase()}</span>
          )}
        </span>
      </span>
    </a>
  );
}
