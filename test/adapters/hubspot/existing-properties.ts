import { OWN_PROPERTIES, type OwnProperty } from "../../../src/adapters/hubspot/own-properties.ts";
import type { CrmObject } from "../../../src/ports/crm.ts";

const HUBSPOT_TYPES: Readonly<Record<OwnProperty["type"], string>> = {
  text: "string",
  long_text: "string",
  number: "number",
  date: "date",
  instant: "datetime",
  choice: "enumeration",
};

/** Our properties as HubSpot tells them once they are made. */
export function existingProperties(object: CrmObject): { name: string; type: string }[] {
  return OWN_PROPERTIES[object].map(({ name, type }) => ({ name, type: HUBSPOT_TYPES[type] }));
}
