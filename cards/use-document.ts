import { useState } from "react";
import type { SettingsDocument } from "../src/contract/settings-page.ts";
import type { SettingsActAnswer } from "../src/contract/settings-requests.ts";
import type { SettingsCheck } from "../src/contract/settings-work.ts";
import type { DocumentSource, SettingsBackend } from "./settings-backend.ts";

/** A document in the editor. */
export type OpenDocument = {
  readonly state: "open";
  readonly title: string;
  readonly text: string;
  readonly note: string;
  /** As they were when it was opened or saved last. */
  readonly saved: { readonly text: string; readonly note: string };
  readonly draft: SettingsDocument["draft"];
  /** Of this very text; null after any edit. */
  readonly check: SettingsCheck | null;
  /** Who saved it in the meantime, in words. */
  readonly stale: string | null;
};

export type DocumentState =
  | { readonly state: "none" }
  | { readonly state: "loading"; readonly source: DocumentSource }
  | { readonly state: "failed"; readonly source: DocumentSource; readonly message: string | null }
  | OpenDocument;

export type DocumentControl = {
  readonly opened: DocumentState;
  open(source: DocumentSource): Promise<void>;
  edit(changes: { readonly text?: string; readonly note?: string }): void;
  /** Null when Aftercare did not answer. */
  checkNow(opened: OpenDocument): Promise<SettingsCheck | null>;
  /** What became of saving it. */
  told(opened: OpenDocument, answer: SettingsActAnswer): void;
  /** What was written goes on as a draft of its own. */
  detach(): void;
};

/** The one document that is looked at; it stays while the tabs change. */
export function useDocument(backend: SettingsBackend): DocumentControl {
  const [opened, setDocument] = useState<DocumentState>({ state: "none" });
  const change = (changes: Partial<OpenDocument>) =>
    setDocument((before) => (before.state === "open" ? { ...before, ...changes } : before));
  return {
    opened,
    open: async (source) => {
      setDocument({ state: "loading", source });
      const answer = await backend.readDocument(source).catch(() => null);
      setDocument((before) => {
        // Another one was asked for since.
        if (before.state !== "loading" || before.source !== source) return before;
        return answer?.state === "shown"
          ? openedFrom(answer)
          : { state: "failed", source, message: answer?.title ?? null };
      });
    },
    edit: (changes) => change({ ...changes, ...(changes.text === undefined ? {} : NOT_CHECKED) }),
    checkNow: async ({ text }) => {
      const check = await backend.check({ text }).catch(() => null);
      setDocument((before) =>
        check !== null && before.state === "open" && before.text === text
          ? { ...before, check }
          : before,
      );
      return check;
    },
    told: ({ text, note }, { isDone, isStale, message, draft, check }) => {
      // From now on it is the draft, not the version from which it began.
      const name = note.trim() === "" ? {} : { title: note.trim() };
      if (isDone) change({ ...name, draft, saved: { text, note }, stale: null });
      else if (isStale) change({ stale: message });
      else if (check !== null) change({ check });
    },
    detach: () => change({ draft: null, stale: null }),
  };
}

const NOT_CHECKED = { check: null };

export function isUnsaved({ text, note, saved, draft }: OpenDocument): boolean {
  return draft === null || text !== saved.text || note !== saved.note;
}

function openedFrom({ title, text, note, draft }: SettingsDocument): OpenDocument {
  const fresh = { check: null, stale: null };
  return { state: "open", title, text, note, saved: { text, note }, draft, ...fresh };
}
