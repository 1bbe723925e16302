import type { ContactRecord, DealLine } from "../../page-contract.ts";
import type { RecordAddress } from "../../page-record-contract.ts";
import { useInstantFormat } from "../sandbox-time.ts";
import { useWords } from "../words/page-words.ts";
import { PropertyPanel } from "./PropertyPanel.tsx";
import { Tasks } from "./Tasks.tsx";
import { TicketLink } from "./TicketList.tsx";

/** What the CRM knows of contacts and companies alike. */
export function CustomerPanels(props: {
  address: RecordAddress;
  customer: Pick<ContactRecord, "details" | "editable" | "tasks" | "tickets" | "deals">;
}) {
  const { details, editable, tasks, tickets, deals } = props.customer;
  const { records } = useWords();
  return (
    <>
      <PropertyPanel address={props.address} details={details} editable={editable} />
      <section className="panel" aria-label={records.tasks}>
        <h3>{records.visitsAndTasks}</h3>
        <Tasks tasks={tasks} />
      </section>
      <section className="panel" aria-label={records.tickets}>
        <h3>{records.tickets}</h3>
        {tickets.length === 0 && <p className="note">{records.noTickets}</p>}
        <ul className="list inside">
          {tickets.map((ticket) => (
            <li key={ticket.ticketId}>
              <TicketLink ticket={ticket} isCurrent={false} />
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-label={records.deals}>
        <h3>{records.deals}</h3>
        <Deals deals={deals} />
      </section>
    </>
  );
}

function Deals({ deals }: { deals: readonly DealLine[] }) {
  const format = useInstantFormat();
  const { records } = useWords();
  if (deals.length === 0) return <p className="note">{records.noDeals}</p>;
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
