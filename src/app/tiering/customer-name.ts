import type { CustomerRow } from "../../ports/store.ts";

/** CRM properties that a customer is called by, asked for in every read. */
export const NAME_PROPERTIES = {
  contact: ["firstname", "lastname"],
  company: ["name"],
} as const;

const HAN = /^\p{Script=Han}+$/u;

/**
 * How people call the customer; null when the CRM has no name. A name that is written in Han characters has
 * the family name first, without a space: 王小明.
 */
export function customerName({
  kind,
  properties,
}: Pick<CustomerRow, "kind" | "properties">): string | null {
  const parts = NAME_PROPERTIES[kind]
    .map((name) => properties[name]?.trim() ?? "")
    .filter((part) => part !== "");
  const isHan = parts.length > 1 && parts.every((part) => HAN.test(part));
  const name = isHan ? parts.toReversed().join("") : parts.join(" ");
  return name === "" ? null : name;
}
