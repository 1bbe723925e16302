import { useCallback, useEffect, useRef, useState } from "react";
import type { SettingsPage } from "../src/contract/settings-page.ts";
import type { SettingsBackend } from "./settings-backend.ts";

/**
 * What the page knows.
 *
 *     loading → current ⇄ failed      `failed` keeps the last answer, if there ever was one
 */
export type SettingsReading =
  | { readonly state: "loading" }
  | { readonly state: "current"; readonly page: SettingsPage }
  | { readonly state: "failed"; readonly last: SettingsPage | null; readonly isAsking: boolean };

/** Others write and approve as well. */
export const REREAD_EVERY_MS = 30_000;

export function useSettings(backend: SettingsBackend): {
  reading: SettingsReading;
  readNow: () => Promise<void>;
} {
  const [reading, setReading] = useState<SettingsReading>({ state: "loading" });
  // An answer that was overtaken by a newer question is not shown.
  const newest = useRef(0);

  const readNow = useCallback(async () => {
    newest.current += 1;
    const turn = newest.current;
    setReading((before) => (before.state === "failed" ? { ...before, isAsking: true } : before));
    const page = await backend.readPage().catch(() => null);
    if (turn !== newest.current) return;
    setReading((before) =>
      page === null
        ? { state: "failed", last: lastPage(before), isAsking: false }
        : { state: "current", page },
    );
  }, [backend]);

  useEffect(() => {
    setReading({ state: "loading" });
    void readNow();
    const timer = setInterval(() => void readNow(), REREAD_EVERY_MS);
    return () => {
      newest.current += 1;
      clearInterval(timer);
    };
  }, [readNow]);

  return { reading, readNow };
}

function lastPage(reading: SettingsReading): SettingsPage | null {
  switch (reading.state) {
    case "loading":
      return null;
    case "current":
      return reading.page;
    case "failed":
      return reading.last;
  }
}
