import {
  CompanyRecord,
  ContactRecord,
  type CrmUser,
  type SandboxState,
  TicketRecord,
} from "../page-contract.ts";
import { AppPage } from "./AppPage.tsx";
import { CardPane } from "./CardPane.tsx";
import type { HostProps } from "./HostedCard.tsx";
import { HelpDesk } from "./helpdesk/HelpDesk.tsx";
import { RecordWaiting } from "./RecordWaiting.tsx";
import { CompanyList } from "./records/CompanyList.tsx";
import { CompanyPane } from "./records/CompanyPane.tsx";
import { ContactList } from "./records/ContactList.tsx";
import { ContactPane } from "./records/ContactPane.tsx";
import { NothingChosen } from "./records/NothingChosen.tsx";
import { TaskPage } from "./records/TaskPage.tsx";
import { TicketList } from "./records/TicketList.tsx";
import { TicketPane } from "./records/TicketPane.tsx";
import type { Route } from "./route.ts";
import { SearchResults } from "./SearchResults.tsx";
import { useRemote } from "./use-live.ts";
import type { PageLanguage } from "./words/page-words.ts";

export type RecordsProps = {
  version: number;
  route: Route;
  state: SandboxState | null;
  user: CrmUser | null;
  language: PageLanguage;
  timeMoves: number;
  /** Null for who has taken the tour or skipped it. */
  onTour: (() => void) | null;
};

/** The left, the middle and the card: whatever the address says. */
export function Records(props: RecordsProps) {
  const { version, route, state, user, language, timeMoves } = props;
  const { view, recordId } = route;
  const host = state && user && { state, user, language, timeMoves };
  const around = { version, host };
  switch (view) {
    case "home":
    case "settings":
      if (host === null) return <article className="app-settings" />;
      return <AppPage location={view} {...host} />;
    case "tasks":
      return <TaskPage version={version} now={state?.now ?? 0} />;
    case "search":
      return <SearchResults query={recordId ?? ""} version={version} />;
    case "helpdesk":
      return <HelpDesk ticketId={recordId} user={user} {...around} />;
    case "tickets":
    case "contacts":
    case "companies":
      return <ListedRecords {...props} kind={view} around={around} />;
  }
}

type Around = {
  version: number;
  /** Null until it is known whose page it is. */
  host: Omit<HostProps, "record"> | null;
};

const LISTS = { tickets: TicketList, contacts: ContactList, companies: CompanyList };
const RECORDS = { tickets: TicketView, contacts: ContactView, companies: CompanyView };

function ListedRecords(
  props: RecordsProps & { kind: "tickets" | "contacts" | "companies"; around: Around },
) {
  const { kind, around, version, state, onTour } = props;
  const { recordId } = props.route;
  const List = LISTS[kind];
  const RecordView = RECORDS[kind];
  const firstTicket = kind === "tickets" ? (state?.firstTicket ?? null) : null;
  return (
    <>
      <List version={version} currentId={recordId} />
      {recordId === null ? (
        <NothingChosen kind={kind} firstTicket={firstTicket} onTour={onTour} />
      ) : (
        <RecordView key={recordId} id={recordId} {...around} />
      )}
    </>
  );
}

function TicketView({ id, version, host }: Around & { id: string }) {
  const ticket = useRemote(`/sandbox/tickets/${encodeURIComponent(id)}`, TicketRecord, version);
  if (ticket.value === null) return <RecordWaiting remote={ticket} />;
  const { properties } = ticket.value;
  const record = { type: "tickets", id, properties } as const;
  return (
    <>
      <TicketPane ticket={ticket.value} />
      {host && <CardPane entry="TicketCard" {...host} record={record} />}
    </>
  );
}

function ContactView({ id, version, host }: Around & { id: string }) {
  const contact = useRemote(`/sandbox/contacts/${encodeURIComponent(id)}`, ContactRecord, version);
  if (contact.value === null) return <RecordWaiting remote={contact} />;
  const { properties } = contact.value;
  const record = { type: "contacts", id, properties } as const;
  return (
    <>
      <ContactPane contact={contact.value} host={host && { ...host, record }} />
      {host && <CardPane entry="CustomerCard" {...host} record={record} />}
    </>
  );
}

function CompanyView({ id, version, host }: Around & { id: string }) {
  const company = useRemote(`/sandbox/companies/${encodeURIComponent(id)}`, CompanyRecord, version);
  if (company.value === null) return <RecordWaiting remote={company} />;
  const { properties } = company.value;
  const record = { type: "companies", id, properties } as const;
  return (
    <>
      <CompanyPane company={company.value} host={host && { ...host, record }} />
      {host && <CardPane entry="CustomerCard" {...host} record={record} />}
    </>
  );
}
