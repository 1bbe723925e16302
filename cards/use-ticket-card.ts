import { useMemo } from "react";
import { type Asked, type Backend, createBackend } from "./backend.ts";
import type { Language } from "./first-words.ts";
import type { Reading } from "./reader.ts";
import { useReading } from "./use-reading.ts";

export type CardContext = {
  readonly crm: { readonly objectId: number };
  readonly user: { readonly language?: string; readonly locale?: string };
  readonly variables?: { readonly backendUrl?: Exclude<Asked["backendUrl"], undefined> };
};

export type CardActions = {
  onCrmPropertiesUpdate(names: string[] | "*", onUpdate: () => void): void;
  /** Where the platform can. */
  copyTextToClipboard?(text: string): Promise<unknown>;
  addAlert(alert: { type: "success" | "warning" | "danger"; message: string }): void;
};

/** Keeps the card of the context's ticket up to date for as long as the component is shown. */
export function useTicketCard(
  context: CardContext,
  actions: CardActions,
  language: Language,
): { reading: Reading; readNow: () => Promise<void>; backend: Backend } {
  const ticketId = context.crm.objectId;
  const backendUrl = context.variables?.backendUrl;
  const backend = useMemo(
    () => createBackend({ backendUrl, ticketId, language }),
    [backendUrl, ticketId, language],
  );
  return { ...useReading(backend.readCard, actions), backend };
}
