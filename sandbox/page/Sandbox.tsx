import { useEffect, useState } from "react";
import { SandboxState } from "../page-contract.ts";
import { ChatPane } from "./chat/ChatPane.tsx";
import { LedgerStrip } from "./LedgerStrip.tsx";
import { LogPane } from "./LogPane.tsx";
import { Records } from "./Records.tsx";
import { useRoute } from "./route.ts";
import { ZoneContext } from "./sandbox-time.ts";
import { ToastProvider } from "./Toasts.tsx";
import { type Panel, TopBar } from "./TopBar.tsx";
import { TroubleBoard } from "./TroubleBoard.tsx";
import { Tour } from "./tour/Tour.tsx";
import { useTour } from "./tour/use-tour.ts";
import { useLive, useRemote } from "./use-live.ts";
import { LOCALE_TAGS, PAGE_WORDS, type PageLanguage, WordsContext } from "./words/page-words.ts";

const FIRST_OPEN: ReadonlySet<Panel> = new Set(["chat"]);

/** The whole page: records left and middle, the card right of them, the chat beside. */
export function Sandbox() {
  const [language, setLanguage] = useState<PageLanguage>("en");
  useEffect(() => {
    document.documentElement.lang = LOCALE_TAGS[language];
  }, [language]);
  return (
    <WordsContext.Provider value={PAGE_WORDS[language]}>
      <ToastProvider>
        <Page language={language} onLanguage={setLanguage} />
      </ToastProvider>
    </WordsContext.Provider>
  );
}

function Page(props: { language: PageLanguage; onLanguage: (language: PageLanguage) => void }) {
  const live = useLive();
  const route = useRoute();
  const tour = useTour();
  const [moves, setMoves] = useState(0);
  const [open, setOpen] = useState(FIRST_OPEN);
  const [isChatWide, setChatWide] = useState(false);
  const [userId, setUserId] = useState<number | null>(null);
  const version = live.version + moves;
  const { value: state, problem } = useRemote("/sandbox/state", SandboxState, version);
  useFastTime(state, setMoves);
  const user = state?.people.find((one) => one.userId === userId) ?? state?.user ?? null;
  const timeZone = state?.portals[0]?.timeZone ?? "UTC";
  const look = () => setMoves((before) => before + 1);
  const toggle = (panel: Panel) => {
    if (panel === "tour") tour.toggle();
    else setOpen((before) => toggled(before, panel));
  };
  const shown = new Set<Panel>(tour.step === null ? open : [...open, "tour"]);
  return (
    <ZoneContext.Provider value={timeZone}>
      <div className="page">
        <TopBar
          {...{ state, route, user, version }}
          onLanguage={props.onLanguage}
          onUser={setUserId}
          open={shown}
          onToggle={toggle}
          onTimeMoved={look}
        />
        <LedgerStrip
          state={state}
          isConnected={live.isConnected && problem === null}
          onChanged={look}
        />
        {open.has("troubles") && state !== null && (
          <TroubleBoard troubles={state.troubles} version={version} onChanged={look} />
        )}
        <main className={columnsClass(open.has("chat"), isChatWide)}>
          <Records
            {...{ route, state, user, version }}
            language={props.language}
            timeMoves={moves}
            onTour={tour.isKnown ? null : tour.begin}
          />
          {open.has("chat") && (
            <ChatPane
              {...{ version, timeZone }}
              now={state?.now ?? 0}
              isWide={isChatWide}
              onWide={setChatWide}
            />
          )}
        </main>
        {open.has("log") && (
          <LogPane equation={state?.portals[0]?.equation ?? null} version={version} />
        )}
        {tour.step !== null && state !== null && <Tour tour={tour} state={state} route={route} />}
      </div>
    </ZoneContext.Provider>
  );
}

function toggled(open: ReadonlySet<Panel>, panel: Panel): ReadonlySet<Panel> {
  const next = new Set(open);
  if (!next.delete(panel)) next.add(panel);
  return next;
}

const FAST_TIME_LOOK_MS = 2_000;

/** Cards count by the clock on the wall; while time runs faster they have to look again and again. */
function useFastTime(
  state: SandboxState | null,
  setLooks: (next: (before: number) => number) => void,
): void {
  const isFast = state !== null && state.speed > 1 && !state.isPaused;
  useEffect(() => {
    if (!isFast) return;
    const timer = setInterval(() => setLooks((before) => before + 1), FAST_TIME_LOOK_MS);
    return () => clearInterval(timer);
  }, [isFast, setLooks]);
}

function columnsClass(isChatOpen: boolean, isChatWide: boolean): string {
  if (!isChatOpen) return "columns";
  return isChatWide ? "columns with-chat chat-wide" : "columns with-chat";
}
