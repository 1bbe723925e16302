import { addressOf, type Route } from "./route.ts";

const RECORD_URL = /^https:\/\/[^/]+\/contacts\/\d+\/record\/(0-\d+)\/(\d+)$/;
const VIEWS: Readonly<Record<string, Route["view"]>> = {
  "0-1": "contacts",
  "0-2": "companies",
  "0-5": "tickets",
};

/**
 * Where a record of the CRM is on this page; null for any other address. Records that the page does not
 * show lead nowhere, for their addresses are of a CRM that there is not.
 */
export function addressOfRecord(url: string): string | null {
  const [, typeId, id] = RECORD_URL.exec(url) ?? [];
  if (typeId === undefined || id === undefined) return null;
  const view = VIEWS[typeId];
  return view === undefined ? location.hash : addressOf(view, id);
}
