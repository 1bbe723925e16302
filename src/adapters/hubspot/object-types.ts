import type { CrmObject } from "../../ports/crm.ts";

/** How HubSpot names a kind of record in paths. */
export function pathNameOf<O extends CrmObject | "task">(
  object: O,
): O extends "task" ? "tasks" : "tickets" | "contacts" | "companies";
export function pathNameOf(object: CrmObject | "task") {
  switch (object) {
    case "task":
      return "tasks";
    case "ticket":
      return "tickets";
    case "contact":
      return "contacts";
    case "company":
      return "companies";
  }
}
