import { useMemo } from "react";
import type { CrmUser, SandboxState } from "../page-contract.ts";
import { useCardServices, useContextOf, WORKER_URL } from "./HostedCard.tsx";
import { CardFrame } from "./host/CardFrame.tsx";
import { useWords } from "./words/page-words.ts";

const NO_RECORD = {};
const SCRIPTS = {
  home: "/sandbox/cards/HomePage.js",
  settings: "/sandbox/cards/SettingsPage.js",
} as const;

/** A compiled page of the app that stands on no record, as HubSpot would show it. */
export function AppPage(props: {
  location: keyof typeof SCRIPTS;
  state: SandboxState;
  user: CrmUser;
  language: string;
  timeMoves: number;
}) {
  const { location, state, user, language, timeMoves } = props;
  const scriptUrl = SCRIPTS[location];
  const title = useWords().shell.views[location];
  const services = useCardServices(NO_RECORD, { timeMoves, userId: user.userId });
  const person = useContextOf(state, user, language);
  const context = useMemo(() => ({ ...person, location }), [person, location]);
  return (
    <article className="app-settings" aria-label={title}>
      <header>
        <h2>Aftercare</h2>
        <span className="soft">{title}</span>
      </header>
      <CardFrame
        key={`${location} ${user.userId} ${language}`}
        workerUrl={WORKER_URL}
        scriptUrl={scriptUrl}
        context={context}
        services={services}
        isPaused={state.isPaused}
      />
    </article>
  );
}
