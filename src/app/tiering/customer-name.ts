import type { CustomerRow } from "../../ports/store.ts";

/** CRM properties that a customer is called by, asked for in every read. */
export const NAME_PROPERTIES = {
  contact: ["firstname", "lastname"],
  company: ["name"],
} as const;

/** How people call the customer; null when the CRM has no name. */
export function customerName({
  kind,
  properties,
}: Pick<CustomerRow, "kind" | "properties">): string | null {
  const parts = NAME_PROPERTIES[kind].flatMap((name) => properties[name] ?? []);
  const name = parts.join(" ").trim();
  return name === "" ? null : name;
}
