import { useEffect, useMemo, useRef, useState } from "react";
import { type Asked, type Backend, createBackend } from "./backend.ts";
import type { Language } from "./first-words.ts";
import { type Reader, type Reading, startReader } from "./reader.ts";

export type CardContext = {
  readonly crm: { readonly objectId: number };
  readonly user: { readonly language?: string; readonly locale?: string };
  readonly variables?: { readonly backendUrl?: Exclude<Asked["backendUrl"], undefined> };
};

export type CardActions = {
  onCrmPropertiesUpdate(names: string[] | "*", onUpdate: () => void): void;
  addAlert(alert: { type: "success" | "warning" | "danger"; message: string }): void;
};

/** Keeps the card of the context's ticket up to date for as long as the component is shown. */
export function useTicketCard(
  context: CardContext,
  actions: CardActions,
  language: Language,
): { reading: Reading; readNow: () => void; backend: Backend } {
  const [reading, setReading] = useState<Reading>({ state: "loading" });
  const reader = useRef<Reader | null>(null);
  const ticketId = context.crm.objectId;
  const backendUrl = context.variables?.backendUrl;
  const backend = useMemo(
    () => createBackend({ backendUrl, ticketId, language }),
    [backendUrl, ticketId, language],
  );

  useEffect(() => {
    setReading({ state: "loading" });
    const started = startReader(backend.readCard, setReading);
    reader.current = started;
    return () => started.stop();
  }, [backend]);

  // HubSpot has no way to end this subscription, so it is made once and asks whichever reader runs.
  const isSubscribed = useRef(false);
  useEffect(() => {
    if (isSubscribed.current) return;
    isSubscribed.current = true;
    actions.onCrmPropertiesUpdate("*", () => reader.current?.readAfterEdit());
  }, [actions]);

  return { reading, readNow: () => reader.current?.readNow(), backend };
}
