import type { CrmObject } from "../../ports/crm.ts";

type Named = CrmObject | "task" | "deal";

/** How HubSpot names a kind of record in paths. */
export function pathNameOf<O extends Named>(
  object: O,
): O extends "task" ? "tasks" : O extends "deal" ? "deals" : "tickets" | "contacts" | "companies";
export function pathNameOf(object: Named) {
  switch (object) {
    case "task":
      return "tasks";
    case "deal":
      return "deals";
    case "ticket":
      return "tickets";
    case "contact":
      return "contacts";
    case "company":
      return "companies";
  }
}
