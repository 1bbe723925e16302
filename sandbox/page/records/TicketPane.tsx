import type { TicketRecord } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useWords } from "../words/page-words.ts";
import { Details } from "./Details.tsx";
import { PropertyPanel } from "./PropertyPanel.tsx";
import { Tasks } from "./Tasks.tsx";
import { TicketChoices } from "./TicketChoices.tsx";
import { Timeline } from "./Timeline.tsx";

/** The middle column: one ticket, to be read and edited as in a CRM. */
export function TicketPane({ ticket }: { ticket: TicketRecord }) {
  const { records } = useWords();
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-id">
          {records.ticket} {ticket.ticketId}
        </div>
        <h2>{ticket.subject}</h2>
        <TicketButtons ticket={ticket} />
      </header>
      <TicketChoices ticket={ticket} />
      {ticket.text !== null && <p className="ticket-text">{ticket.text}</p>}
      <section className="panel" aria-label={records.customer}>
        <h3>{records.customer}</h3>
        <Customer ticket={ticket} />
      </section>
      <PropertyPanel
        address={{ view: "tickets", id: ticket.ticketId }}
        details={ticket.details}
        editable={ticket.editable}
      />
      {ticket.tasks.length > 0 && (
        <section className="panel" aria-label={records.tasks} data-tour="tasks">
          <h3>{records.visitsAndTasks}</h3>
          <Tasks tasks={ticket.tasks} />
        </section>
      )}
      <section className="panel" aria-label={records.timeline}>
        <h3>{records.timeline}</h3>
        <Timeline entries={ticket.timeline} />
      </section>
    </article>
  );
}

function TicketButtons({ ticket }: { ticket: TicketRecord }) {
  const attempt = useAttempt();
  const { records } = useWords();
  const path = `/sandbox/tickets/${encodeURIComponent(ticket.ticketId)}`;
  const reply = (from: "rep" | "customer", text: string) =>
    attempt(() => send(`${path}/replies`, { from, text }));
  const close = (stage: string) =>
    attempt(() => send(`${path}/properties`, { [ticket.stage.property]: stage }));
  const { closedStage } = ticket;
  return (
    <div className="button-row">
      <button
        type="button"
        className="button primary"
        data-tour="reply"
        onClick={() => reply("rep", records.quickReply)}
      >
        {records.replyAsAgent}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => reply("customer", records.quickQuestion)}
      >
        {records.customerWrote}
      </button>
      {closedStage !== null && (
        <button
          type="button"
          className="button"
          data-tour="close"
          disabled={ticket.isClosed}
          onClick={() => close(closedStage)}
        >
          {ticket.isClosed ? records.closed : records.closeTicket}
        </button>
      )}
    </div>
  );
}

function Customer({ ticket }: { ticket: TicketRecord }) {
  const { records } = useWords();
  const { contacts, company } = ticket;
  if (contacts.length === 0 && company === null) {
    return <p className="note">{records.noCustomer}</p>;
  }
  return (
    <>
      {contacts.map(({ contactId, name, email }) => (
        <p key={contactId} className="person">
          <a href={addressOf("contacts", contactId)}>{name}</a>
          <span className="soft">{email}</span>
        </p>
      ))}
      {company !== null && (
        <>
          <p className="person">
            <a href={addressOf("companies", company.companyId)}>{company.name}</a>
          </p>
          <Details details={company.details} />
        </>
      )}
    </>
  );
}
