import { useMemo } from "react";
import { type CustomerBackend, createCustomerBackend } from "./customer-backend.ts";
import { type FirstWords, firstWords, type Language, languageOf } from "./first-words.ts";
import type { CardContext } from "./use-ticket-card.ts";

export type CustomerContext = CardContext & {
  readonly crm: { readonly objectId: number; readonly objectTypeId: string };
};

/** Who is looked at, in which language, and how to ask about them. */
export function useCustomer(context: CustomerContext): {
  language: Language;
  words: FirstWords;
  backend: CustomerBackend;
} {
  const language = languageOf(context.user);
  const { objectId, objectTypeId } = context.crm;
  const backendUrl = context.variables?.backendUrl;
  const backend = useMemo(
    () => createCustomerBackend({ backendUrl, objectId, objectTypeId, language }),
    [backendUrl, objectId, objectTypeId, language],
  );
  return { language, words: firstWords(language, "customer"), backend };
}
