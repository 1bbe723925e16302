import { useSyncExternalStore } from "react";

/** What the page shows, kept in the address so that it survives a reload and can be linked. */
export type Route = {
  readonly view: "tickets" | "contacts" | "companies" | "settings";
  readonly recordId: string | null;
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return routeOf(hash);
}

export function routeOf(hash: string): Route {
  const [, view, recordId] = hash.split("/");
  return {
    view: view === "contacts" || view === "companies" || view === "settings" ? view : "tickets",
    recordId: recordId === undefined || recordId === "" ? null : decodeURIComponent(recordId),
  };
}

export function addressOf(view: Route["view"], recordId?: string): string {
  return recordId === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(recordId)}`;
}

export function goTo(view: Route["view"], recordId: string): void {
  location.hash = addressOf(view, recordId);
}

function subscribe(heard: () => void): () => void {
  addEventListener("hashchange", heard);
  return () => removeEventListener("hashchange", heard);
}
