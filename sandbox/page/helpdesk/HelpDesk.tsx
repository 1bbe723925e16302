import { useState } from "react";
import { type CrmUser, TicketList, TicketRecord } from "../../page-contract.ts";
import { CardPane } from "../CardPane.tsx";
import type { HostProps } from "../HostedCard.tsx";
import { RecordWaiting } from "../RecordWaiting.tsx";
import { TicketChoices } from "../records/TicketChoices.tsx";
import { TicketLink } from "../records/TicketList.tsx";
import { addressOf } from "../route.ts";
import { Segments } from "../Segments.tsx";
import { useRemote } from "../use-live.ts";
import { useWords } from "../words/page-words.ts";
import { Conversation } from "./Conversation.tsx";
import { inQueue, QUEUES, type Queue } from "./queues.ts";

type Around = { version: number; host: Omit<HostProps, "record"> | null };

/** Queue left, conversation in the middle, and the card that HubSpot's help desk shows beside it. */
export function HelpDesk(props: Around & { ticketId: string | null; user: CrmUser | null }) {
  const { ticketId, version, host, user } = props;
  const { helpdesk } = useWords().records;
  return (
    <>
      <QueuePane currentId={ticketId} version={version} user={user} />
      {ticketId === null ? (
        <article className="record">
          <div className="nothing">
            <h2>{helpdesk.choose}</h2>
            <p className="soft">{helpdesk.chooseHint}</p>
          </div>
        </article>
      ) : (
        <OpenTicket key={ticketId} ticketId={ticketId} version={version} host={host} />
      )}
    </>
  );
}

function QueuePane(props: { currentId: string | null; version: number; user: CrmUser | null }) {
  const { helpdesk } = useWords().records;
  const [queue, setQueue] = useState<Queue>("open");
  const { value, problem } = useRemote("/sandbox/tickets?search=", TicketList, props.version);
  const tickets = (value?.tickets ?? []).filter((one) => inQueue(one, queue, props.user));
  return (
    <aside className="list-pane" aria-label={helpdesk.queue}>
      <div className="list-head">
        <Segments
          label={helpdesk.queue}
          options={QUEUES.map((value) => ({ value, label: helpdesk.queues[value] }))}
          value={queue}
          onChange={setQueue}
        />
      </div>
      {problem !== null && <p className="note bad">{problem}</p>}
      {value !== null && tickets.length === 0 && <p className="note">{helpdesk.empty}</p>}
      <ul className="list">
        {tickets.map((ticket) => (
          <li key={ticket.ticketId}>
            <TicketLink
              ticket={ticket}
              isCurrent={ticket.ticketId === props.currentId}
              view="helpdesk"
            />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function OpenTicket({ ticketId, version, host }: Around & { ticketId: string }) {
  const { helpdesk } = useWords().records;
  const path = `/sandbox/tickets/${encodeURIComponent(ticketId)}`;
  const remote = useRemote(path, TicketRecord, version);
  const ticket = remote.value;
  if (ticket === null) return <RecordWaiting remote={remote} />;
  const record = { type: "tickets", id: ticketId, properties: ticket.properties } as const;
  return (
    <>
      <article className="record helpdesk" aria-label={helpdesk.conversation}>
        <header className="record-head">
          <h2>{ticket.subject}</h2>
          <p className="soft">
            {[ticket.contacts[0]?.name, ticket.company?.name].filter(Boolean).join(" · ")}{" "}
            <a href={addressOf("tickets", ticketId)}>{helpdesk.openRecord}</a>
          </p>
        </header>
        <TicketChoices ticket={ticket} />
        <Conversation ticketId={ticketId} messages={ticket.messages} />
      </article>
      {host && (
        <CardPane
          entry="TicketHelpdeskCard"
          location="helpdesk.sidebar"
          {...host}
          record={record}
        />
      )}
    </>
  );
}
