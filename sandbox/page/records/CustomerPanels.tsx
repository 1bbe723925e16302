import type { ContactRecord, DealLine, TaskLine } from "../../page-contract.ts";
import { useInstantFormat } from "../sandbox-time.ts";
import { Details } from "./Details.tsx";
import { TicketLink } from "./TicketList.tsx";

/** What the CRM knows of contacts and companies alike. */
export function CustomerPanels(props: {
  customer: Pick<ContactRecord, "details" | "tasks" | "tickets" | "deals">;
}) {
  const { details, tasks, tickets, deals } = props.customer;
  return (
    <>
      <section className="panel" aria-label="Properties">
        <h3>Properties</h3>
        <Details details={details} />
      </section>
      <section className="panel" aria-label="Tasks">
        <h3>Return visits and tasks</h3>
        <Tasks tasks={tasks} />
      </section>
      <section className="panel" aria-label="Tickets">
        <h3>Tickets</h3>
        {tickets.length === 0 && <p className="note">No tickets.</p>}
        <ul className="list inside">
          {tickets.map((ticket) => (
            <li key={ticket.ticketId}>
              <TicketLink ticket={ticket} isCurrent={false} />
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-label="Deals">
        <h3>Deals</h3>
        <Deals deals={deals} />
      </section>
    </>
  );
}

function Deals({ deals }: { deals: readonly DealLine[] }) {
  const format = useInstantFormat();
  if (deals.length === 0) return <p className="note">No deals.</p>;
  return (
    <ul className="tasks">
      {deals.map(({ dealId, name, stage, amount, closedAt }) => (
        <li key={dealId}>
          <p>{name}</p>
          <p className="soft">
            {[stage, amount, closedAt === null ? null : format(closedAt)]
              .filter((part) => part !== null && part !== "")
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
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
