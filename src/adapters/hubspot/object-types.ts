import type { CrmObject } from "../../ports/crm.ts";

/** How HubSpot names a kind of record in paths. */
export function pathNameOf(object: CrmObject): "tickets" | "contacts" | "companies" {
  switch (object) {
    case "ticket":
      return "tickets";
    case "contact":
      return "contacts";
    case "company":
      return "companies";
  }
}
