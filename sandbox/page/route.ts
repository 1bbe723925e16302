import { useSyncExternalStore } from "react";

const VIEWS = [
  "helpdesk",
  "tickets",
  "contacts",
  "companies",
  "tasks",
  "home",
  "settings",
  "search",
] as const;

/** What the page shows, kept in the address so that it survives a reload and can be linked. */
export type Route = {
  readonly view: (typeof VIEWS)[number];
  /** Of a search: what is looked for. */
  readonly recordId: string | null;
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return routeOf(hash);
}

export function routeOf(hash: string): Route {
  const [, view, recordId] = hash.split("/");
  return {
    view: VIEWS.find((one) => one === view) ?? "tickets",
    recordId: recordId === undefined || recordId === "" ? null : decoded(recordId),
  };
}

/** What somebody typed into the address bar need not be encoded well. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function addressOf(view: Route["view"], recordId?: string): string {
  return recordId === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(recordId)}`;
}

export function goTo(view: Route["view"], recordId?: string): void {
  location.hash = addressOf(view, recordId);
}

function subscribe(heard: () => void): () => void {
  addEventListener("hashchange", heard);
  return () => removeEventListener("hashchange", heard);
}
