import type { Choice, TicketRecord } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { Details } from "./Details.tsx";
import { Timeline } from "./Timeline.tsx";

/** The middle column: one ticket, to be read and edited as in a CRM. */
export function TicketPane({ ticket }: { ticket: TicketRecord }) {
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-id">Ticket {ticket.ticketId}</div>
        <h2>{ticket.subject}</h2>
        <TicketButtons ticket={ticket} />
      </header>
      <div className="choices">
        <ChoiceField ticket={ticket} label="Stage" choice={ticket.stage} />
        <ChoiceField ticket={ticket} label="Priority" choice={ticket.priority} />
        <ChoiceField ticket={ticket} label="Owner" choice={ticket.owner} />
      </div>
      {ticket.text !== null && <p className="ticket-text">{ticket.text}</p>}
      <section className="panel" aria-label="Customer">
        <h3>Customer</h3>
        <Customer ticket={ticket} />
      </section>
      {ticket.details.length > 0 && (
        <section className="panel" aria-label="Properties">
          <h3>Properties</h3>
          <Details details={ticket.details} />
        </section>
      )}
      <section className="panel" aria-label="Timeline">
        <h3>Timeline</h3>
        <Timeline entries={ticket.timeline} />
      </section>
    </article>
  );
}

function TicketButtons({ ticket }: { ticket: TicketRecord }) {
  const attempt = useAttempt();
  const path = `/sandbox/tickets/${encodeURIComponent(ticket.ticketId)}`;
  const reply = (from: "rep" | "customer") => attempt(() => send(`${path}/replies`, { from }));
  const close = (stage: string) =>
    attempt(() => send(`${path}/properties`, { [ticket.stage.property]: stage }));
  const { closedStage } = ticket;
  return (
    <div className="button-row">
      <button type="button" className="button primary" onClick={() => reply("rep")}>
        Reply as agent
      </button>
      <button type="button" className="button" onClick={() => reply("customer")}>
        Customer wrote
      </button>
      {closedStage !== null && (
        <button
          type="button"
          className="button"
          disabled={ticket.isClosed}
          onClick={() => close(closedStage)}
        >
          {ticket.isClosed ? "Closed" : "Close ticket"}
        </button>
      )}
    </div>
  );
}

function ChoiceField(props: { ticket: TicketRecord; label: string; choice: Choice }) {
  const attempt = useAttempt();
  const { ticket, label, choice } = props;
  const change = (value: string) =>
    attempt(() =>
      send(`/sandbox/tickets/${encodeURIComponent(ticket.ticketId)}/properties`, {
        [choice.property]: value,
      }),
    );
  const isKnown = choice.options.some((option) => option.value === choice.value);
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={choice.value} onChange={(event) => change(event.target.value)}>
        {!isKnown && <option value={choice.value}>{choice.value || "Not set"}</option>}
        {choice.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Customer({ ticket }: { ticket: TicketRecord }) {
  const { contacts, company } = ticket;
  if (contacts.length === 0 && company === null) {
    return <p className="note">No customer is linked to this ticket.</p>;
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
