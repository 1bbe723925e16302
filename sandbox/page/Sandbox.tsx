import { useState } from "react";
import {
  CompanyRecord,
  ContactRecord,
  type CrmUser,
  SandboxState,
  TicketRecord,
} from "../page-contract.ts";
import { CardPane } from "./CardPane.tsx";
import { ChatPane } from "./chat/ChatPane.tsx";
import type { HostProps } from "./HostedCard.tsx";
import { LedgerStrip } from "./LedgerStrip.tsx";
import { CompanyList } from "./records/CompanyList.tsx";
import { CompanyPane } from "./records/CompanyPane.tsx";
import { ContactList } from "./records/ContactList.tsx";
import { ContactPane } from "./records/ContactPane.tsx";
import { NothingChosen } from "./records/NothingChosen.tsx";
import { TicketList } from "./records/TicketList.tsx";
import { TicketPane } from "./records/TicketPane.tsx";
import { type Route, useRoute } from "./route.ts";
import { SettingsPane } from "./SettingsPane.tsx";
import { ZoneContext } from "./sandbox-time.ts";
import { ToastProvider } from "./Toasts.tsx";
import { TopBar } from "./TopBar.tsx";
import { type Live, type Remote, useLive, useRemote } from "./use-live.ts";

/** The whole page: records left and middle, the card right of them, the chat beside. */
export function Sandbox() {
  const live = useLive();
  const route = useRoute();
  const [timeMoves, setTimeMoves] = useState(0);
  const [isChatOpen, setChatOpen] = useState(true);
  const [isChatWide, setChatWide] = useState(false);
  const [language, setLanguage] = useState("en");
  const [userId, setUserId] = useState<number | null>(null);
  const { value: state, problem } = useRemote(
    "/sandbox/state",
    SandboxState,
    live.version + timeMoves,
  );
  const user = state?.people.find((one) => one.userId === userId) ?? state?.user ?? null;
  const timeZone = state?.portals[0]?.timeZone ?? "UTC";
  return (
    <ZoneContext.Provider value={timeZone}>
      <ToastProvider>
        <div className="page">
          <TopBar
            state={state}
            route={route}
            language={language}
            onLanguage={setLanguage}
            user={user}
            onUser={setUserId}
            isChatOpen={isChatOpen}
            onChat={setChatOpen}
            onTimeMoved={() => setTimeMoves((before) => before + 1)}
          />
          <LedgerStrip state={state} isConnected={live.isConnected && problem === null} />
          <main className={columnsClass(isChatOpen, isChatWide)}>
            <Records {...{ live, route, state, user, language, timeMoves }} />
            {isChatOpen && (
              <ChatPane
                version={live.version + timeMoves}
                now={state?.now ?? 0}
                timeZone={timeZone}
                isWide={isChatWide}
                onWide={setChatWide}
              />
            )}
          </main>
        </div>
      </ToastProvider>
    </ZoneContext.Provider>
  );
}

function columnsClass(isChatOpen: boolean, isChatWide: boolean): string {
  if (!isChatOpen) return "columns";
  return isChatWide ? "columns with-chat chat-wide" : "columns with-chat";
}

type RecordsProps = {
  live: Live;
  route: Route;
  state: SandboxState | null;
  user: CrmUser | null;
  language: string;
  timeMoves: number;
};

function Records({ live, route, state, user, language, timeMoves }: RecordsProps) {
  const { view, recordId } = route;
  const shown = { version: live.version, currentId: recordId };
  const host = state && user && { state, user, language, timeMoves };
  const around = { version: live.version, host };
  switch (view) {
    case "settings":
      if (state === null || user === null) return <article className="app-settings" />;
      return <SettingsPane {...{ state, user, language, timeMoves }} />;
    case "tickets":
      return (
        <>
          <TicketList {...shown} />
          {recordId === null ? (
            <NothingChosen what="ticket" firstTicket={state?.firstTicket ?? null} />
          ) : (
            <TicketView key={recordId} ticketId={recordId} {...around} />
          )}
        </>
      );
    case "contacts":
      return (
        <>
          <ContactList {...shown} />
          {recordId === null ? (
            <NothingChosen what="contact" firstTicket={null} />
          ) : (
            <ContactView key={recordId} contactId={recordId} {...around} />
          )}
        </>
      );
    case "companies":
      return (
        <>
          <CompanyList {...shown} />
          {recordId === null ? (
            <NothingChosen what="company" firstTicket={null} />
          ) : (
            <CompanyView key={recordId} companyId={recordId} {...around} />
          )}
        </>
      );
  }
}

type Around = {
  version: number;
  /** Null until it is known whose page it is. */
  host: Omit<HostProps, "record"> | null;
};

function TicketView({ ticketId, version, host }: Around & { ticketId: string }) {
  const path = `/sandbox/tickets/${encodeURIComponent(ticketId)}`;
  const ticket = useRemote(path, TicketRecord, version);
  if (ticket.value === null) return <RecordWaiting remote={ticket} />;
  const { properties } = ticket.value;
  const record = { type: "tickets", id: ticketId, properties } as const;
  return (
    <>
      <TicketPane ticket={ticket.value} />
      {host && <CardPane entry="TicketCard" {...host} record={record} />}
    </>
  );
}

function ContactView({ contactId, version, host }: Around & { contactId: string }) {
  const path = `/sandbox/contacts/${encodeURIComponent(contactId)}`;
  const contact = useRemote(path, ContactRecord, version);
  if (contact.value === null) return <RecordWaiting remote={contact} />;
  const { properties } = contact.value;
  const record = { type: "contacts", id: contactId, properties } as const;
  return (
    <>
      <ContactPane contact={contact.value} host={host && { ...host, record }} />
      {host && <CardPane entry="CustomerCard" {...host} record={record} />}
    </>
  );
}

function CompanyView({ companyId, version, host }: Around & { companyId: string }) {
  const path = `/sandbox/companies/${encodeURIComponent(companyId)}`;
  const company = useRemote(path, CompanyRecord, version);
  if (company.value === null) return <RecordWaiting remote={company} />;
  const { properties } = company.value;
  const record = { type: "companies", id: companyId, properties } as const;
  return (
    <>
      <CompanyPane company={company.value} host={host && { ...host, record }} />
      {host && <CardPane entry="CustomerCard" {...host} record={record} />}
    </>
  );
}

function RecordWaiting({ remote }: { remote: Remote<unknown> }) {
  return (
    <article className="record">
      {remote.problem === null ? (
        <div className="skeleton tall" role="status" aria-label="Loading record" />
      ) : (
        <p className="note bad">{remote.problem}</p>
      )}
    </article>
  );
}
