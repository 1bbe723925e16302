import { useState } from "react";
import { ContactRecord, type CrmUser, SandboxState, TicketRecord } from "../page-contract.ts";
import { CardPane } from "./CardPane.tsx";
import { ChatPane } from "./chat/ChatPane.tsx";
import { LedgerStrip } from "./LedgerStrip.tsx";
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
  const { recordId } = route;
  if (route.view === "settings") {
    if (state === null || user === null) return <article className="app-settings" />;
    return <SettingsPane {...{ state, user, language, timeMoves }} />;
  }
  if (route.view === "contacts") {
    return (
      <>
        <ContactList version={live.version} currentId={recordId} />
        {recordId === null ? (
          <NothingChosen what="contact" firstTicket={null} />
        ) : (
          <ContactView key={recordId} contactId={recordId} version={live.version} />
        )}
      </>
    );
  }
  return (
    <>
      <TicketList version={live.version} currentId={recordId} />
      {recordId === null ? (
        <NothingChosen what="ticket" firstTicket={state?.firstTicket ?? null} />
      ) : (
        <TicketView
          key={recordId}
          {...{ ticketId: recordId, version: live.version, state, user, language, timeMoves }}
        />
      )}
    </>
  );
}

function TicketView(props: {
  ticketId: string;
  version: number;
  state: SandboxState | null;
  user: CrmUser | null;
  language: string;
  timeMoves: number;
}) {
  const path = `/sandbox/tickets/${encodeURIComponent(props.ticketId)}`;
  const ticket = useRemote(path, TicketRecord, props.version);
  if (ticket.value === null) return <RecordWaiting remote={ticket} />;
  return (
    <>
      <TicketPane ticket={ticket.value} />
      {props.state !== null && props.user !== null && (
        <CardPane
          state={props.state}
          user={props.user}
          ticket={ticket.value}
          language={props.language}
          timeMoves={props.timeMoves}
        />
      )}
    </>
  );
}

function ContactView({ contactId, version }: { contactId: string; version: number }) {
  const path = `/sandbox/contacts/${encodeURIComponent(contactId)}`;
  const contact = useRemote(path, ContactRecord, version);
  if (contact.value === null) return <RecordWaiting remote={contact} />;
  return <ContactPane contact={contact.value} />;
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
