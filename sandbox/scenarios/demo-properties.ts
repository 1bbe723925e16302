import { pathNameOf } from "../../src/adapters/hubspot/object-types.ts";
import { OWN_GROUP, OWN_PROPERTIES } from "../../src/adapters/hubspot/own-properties.ts";
import { descriptionOf } from "../../src/adapters/hubspot/own-property-shapes.ts";
import type { LocalPortal } from "../local-crm/local-portal.ts";

/**
 * The demo's account has had Aftercare for years, so its properties are there already. An account that
 * installs it gets them made.
 */
export function addOwnProperties(portal: LocalPortal): void {
  for (const object of ["ticket", "contact", "company"] as const) {
    portal.addProperties(pathNameOf(object), OWN_GROUP, OWN_PROPERTIES[object].map(descriptionOf));
  }
}
