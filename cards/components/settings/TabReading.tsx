import { ErrorState } from "@hubspot/ui-extensions";
import type { ReactElement } from "react";
import { firstWords } from "../../first-words.ts";
import type { Readable } from "../../reader.ts";
import { NO_RECORD, useReading } from "../../use-reading.ts";
import { ReadingPanel } from "../ReadingPanel.tsx";

type Refused = Readable & { readonly state: "refused"; readonly headline: string };
type Tab = (Readable & { readonly state: "shown" }) | Refused;

/** What one tab asks for: loading, shown, refused with who may, or failed with what was known last. */
export function TabReading<Asked extends Tab>(props: {
  /** Another one begins anew. */
  ask: () => Promise<Asked>;
  language: Readable["language"];
  show: (shown: Exclude<Asked, Refused>, readNow: () => Promise<void>) => ReactElement;
}) {
  const { ask, language, show } = props;
  const { reading, readNow } = useReading(ask, NO_RECORD);
  return (
    <ReadingPanel
      reading={reading}
      words={firstWords(language, "settings")}
      readNow={readNow}
      show={({ card }) =>
        isShown(card) ? show(card, readNow) : <RefusedTab headline={headlineOf(card)} />
      }
    />
  );
}

function RefusedTab({ headline }: { headline: string }) {
  return (
    <ErrorState title={headline} type="lock">
      {null}
    </ErrorState>
  );
}

function isShown<Asked extends Tab>(tab: Asked): tab is Exclude<Asked, Refused> {
  return tab.state === "shown";
}

function headlineOf(tab: Tab): string {
  return tab.state === "refused" ? tab.headline : "";
}
