import { Alert, EmptyState, Flex, LoadingSpinner } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import type { SettingsPage } from "../../../src/contract/settings-page.ts";
import type { Asked } from "../../backend.ts";
import { languageOf } from "../../first-words.ts";
import { createSettingsBackend, type SettingsBackend } from "../../settings-backend.ts";
import { settingsFirstWords } from "../../settings-first-words.ts";
import type { Pressed } from "../../use-press.ts";
import { useSettings } from "../../use-settings.ts";
import { NothingKnown, RetryButton } from "../ReadFailure.tsx";
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
  const { reading, readNow } = useSettings(backend);
  const words = settingsFirstWords(language);
  const parts = { backend, actions, readNow };
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.loading} layout="centered" size="md" showLabel={true} />;
    case "current":
      return <AnswerPanel page={reading.page} {...parts} />;
    case "failed": {
      const { last, isAsking } = reading;
      const retry = () => void readNow();
      if (last === null) {
        return <NothingKnown words={words} isAsking={isAsking} onRetry={retry} />;
      }
      return (
        <Flex direction="column" gap="md">
          <Alert title={words.failed} variant="warning">
            <RetryButton words={words} isAsking={isAsking} onRetry={retry} />
          </Alert>
          <AnswerPanel page={last} {...parts} />
        </Flex>
      );
    }
  }
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
