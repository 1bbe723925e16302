import type { ContactRecord, TaskLine } from "../../page-contract.ts";
import { useInstantFormat } from "../sandbox-time.ts";
import { Details } from "./Details.tsx";
import { TicketLink } from "./TicketList.tsx";

/** The middle column: one contact with tickets and return visits. */
export function ContactPane({ contact }: { contact: ContactRecord }) {
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-id">Contact {contact.contactId}</div>
        <h2>{contact.name}</h2>
        {contact.company !== null && <p className="soft">{contact.company}</p>}
      </header>
      <section className="panel" aria-label="Properties">
        <h3>Properties</h3>
        <Details details={contact.details} />
      </section>
      <section className="panel" aria-label="Tasks">
        <h3>Return visits and tasks</h3>
        <Tasks tasks={contact.tasks} />
      </section>
      <section className="panel" aria-label="Tickets">
        <h3>Tickets</h3>
        {contact.tickets.length === 0 && <p className="note">No tickets.</p>}
        <ul className="list inside">
          {contact.tickets.map((ticket) => (
            <li key={ticket.ticketId}>
              <TicketLink ticket={ticket} isCurrent={false} />
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

function Tasks({ tasks }: { tasks: readonly TaskLine[] }) {
  const format = useInstantFormat();
  if (tasks.length === 0) {
    return <p className="note">None yet. A return visit is planned when a ticket is closed.</p>;
  }
  return (
    <ul className="tasks">
      {tasks.map((task) => (
        <li key={task.taskId} className={task.isDone ? "done" : ""}>
          <p>{task.subject}</p>
          <p className="soft">
            {[task.dueAt === null ? "No date" : format(task.dueAt), task.owner]
              .filter((part) => part !== null)
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
