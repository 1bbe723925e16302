import { useState } from "react";
import { type TicketLine, TicketList as TicketListAnswer } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { useRemote } from "../use-live.ts";
import { useWords } from "../words/page-words.ts";
import { ListPane } from "./ListPane.tsx";
import { NewTicketButton } from "./NewTicketButton.tsx";

export function TicketList({ version, currentId }: { version: number; currentId: string | null }) {
  const [search, setSearch] = useState("");
  const path = `/sandbox/tickets?search=${encodeURIComponent(search)}`;
  const { value, problem } = useRemote(path, TicketListAnswer, version);
  const tickets = value?.tickets ?? [];
  return (
    <ListPane
      kind="tickets"
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
export function TicketLink(props: {
  ticket: TicketLine;
  isCurrent: boolean;
  /** Where it opens; on its record unless given. */
  view?: "tickets" | "helpdesk";
}) {
  const { ticket, isCurrent, view = "tickets" } = props;
  const { clock, customer, stage, priority } = ticket;
  const { records, said } = useWords();
  const clockLabel = clock === null ? records.noClock : said(clock.label);
  return (
    <a
      className={ticket.isClosed ? "row closed" : "row"}
      data-tour={`ticket-${ticket.ticketId}`}
      href={addressOf(view, ticket.ticketId)}
      aria-current={isCurrent ? "true" : undefined}
    >
      <span
        className={`dot ${clock?.variant ?? "none"}`}
        role="img"
        aria-label={clockLabel}
        title={clockLabel}
      />
      <span className="row-main">
        <span className="row-title">{ticket.subject}</span>
        <span className="row-line">
          <span className="row-more">{[customer, said(stage)].filter(Boolean).join(" · ")}</span>
          {priority !== null && (
            <span className={`priority ${priority.toLowerCase()}`}>
              {said(capitalised(priority))}
            </span>
          )}
        </span>
      </span>
    </a>
  );
}

/** `HIGH` as the CRM shows it: `High`. */
function capitalised(code: string): string {
  return code.charAt(0) + code.slice(1).toLowerCase();
}
