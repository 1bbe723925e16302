import { EmptyState } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import type { SettingsPage } from "../../../src/contract/settings-page.ts";
import type { Asked } from "../../backend.ts";
import { firstWords, languageOf } from "../../first-words.ts";
import { createSettingsBackend, type SettingsBackend } from "../../settings-backend.ts";
import type { Pressed } from "../../use-press.ts";
import { NO_RECORD, useReading } from "../../use-reading.ts";
import { ReadingPanel } from "../ReadingPanel.tsx";
import { ShownSettingsPage } from "./ShownSettingsPage.tsx";

type SettingsContext = {
  readonly user: { readonly language?: string; readonly locale?: string };
  readonly variables?: { readonly backendUrl?: Exclude<Asked["backendUrl"], undefined> };
};

/** The whole settings page: one of loading, shown, not connected, failed. */
export function SettingsPanel(props: { context: SettingsContext; actions: Pressed["actions"] }) {
  const { context, actions } = props;
  const language = languageOf(context.user);
  const backendUrl = context.variables?.backendUrl;
  const backend = useMemo(
    () => createSettingsBackend({ backendUrl, language }),
    [backendUrl, language],
  );
  const { reading, readNow } = useReading(backend.readPage, NO_RECORD);
  return (
    <ReadingPanel
      reading={reading}
      words={firstWords(language, "policies")}
      readNow={readNow}
      show={({ card }) => (
        <AnswerPanel page={card} backend={backend} actions={actions} readNow={readNow} />
      )}
    />
  );
}

function AnswerPanel(props: {
  page: SettingsPage;
  backend: SettingsBackend;
  actions: Pressed["actions"];
  readNow: () => Promise<void>;
}) {
  const { page, ...parts } = props;
  if (page.state === "shown") return <ShownSettingsPage page={page} {...parts} />;
  return (
    <EmptyState title={page.headline} layout="vertical" imageName="lock" imageWidth={120}>
      {page.text}
    </EmptyState>
  );
}
