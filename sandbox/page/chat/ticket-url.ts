const TICKET_URL = /\/record\/0-5\/(\d+)/;

/** Whose address in the CRM this is: in the sandbox the record is on this page. Null for any other. */
export function ticketOf(url: string): string | null {
  return TICKET_URL.exec(url)?.[1] ?? null;
}
