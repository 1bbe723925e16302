import { useMemo } from "react";
import type { CrmUser, SandboxState } from "../page-contract.ts";
import { useCardServices, useContextOf, WORKER_URL } from "./HostedCard.tsx";
import { CardFrame } from "./host/CardFrame.tsx";

const SETTINGS_URL = "/sandbox/cards/SettingsPage.js";
const NO_RECORD = {};

/** The compiled settings page, as HubSpot would show it under the app's settings. */
export function SettingsPane(props: {
  state: SandboxState;
  user: CrmUser;
  language: string;
  timeMoves: number;
}) {
  const { state, user, language, timeMoves } = props;
  const services = useCardServices(NO_RECORD, { timeMoves, userId: user.userId });
  const person = useContextOf(state, user, language);
  const context = useMemo(() => ({ ...person, location: "settings" }), [person]);
  return (
    <article className="app-settings" aria-label="App settings">
      <header>
        <h2>Aftercare</h2>
        <span className="soft">App settings</span>
      </header>
      <CardFrame
        key={`${user.userId} ${language}`}
        workerUrl={WORKER_URL}
        scriptUrl={SETTINGS_URL}
        context={context}
        services={services}
        isPaused={state.isPaused}
      />
    </article>
  );
}
