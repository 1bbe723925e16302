import type { Portal } from "../../ports/store.ts";

/** How the CRM's addresses call the kinds of records. */
const TYPE_ID = { ticket: "0-5", contact: "0-1", company: "0-2", deal: "0-3" } as const;

/** Where the CRM shows a record. */
export function recordUrl(
  { uiDomain, portalId }: Pick<Portal, "uiDomain" | "portalId">,
  kind: keyof typeof TYPE_ID,
  id: string,
): string {
  return `https://${uiDomain}/contacts/${portalId}/record/${TYPE_ID[kind]}/${id}`;
}
