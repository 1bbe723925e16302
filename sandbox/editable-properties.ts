import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { EditableProperty } from "./page-record-contract.ts";
import { labelOf, ownerName, propertyOf, valueText } from "./record-words.ts";

/** What a person may edit of a record on the page, as a few well-known fields and not all of HubSpot's. */

type EditedType = "tickets" | "contacts" | "companies";

const PROPERTIES: Readonly<Record<EditedType, readonly string[]>> = {
  tickets: ["subject", "content", "hs_ticket_category", "source_type", "aftercare_severity"],
  contacts: [
    "firstname",
    "lastname",
    "email",
    "phone",
    "jobtitle",
    "city",
    "country",
    "hs_language",
    "lifecyclestage",
    "hubspot_owner_id",
  ],
  companies: [
    "name",
    "industry",
    "city",
    "country",
    "annualrevenue",
    "lifecyclestage",
    "hubspot_owner_id",
  ],
};
const LONG_TEXTS: ReadonlySet<string> = new Set(["content"]);

export function editableProperties(portal: LocalPortal, record: RecordView): EditableProperty[] {
  const { type } = record;
  if (!isEdited(type)) return [];
  return PROPERTIES[type].flatMap((property) => {
    const definition = portal.propertyDefinition(type, property);
    if (definition === null) return [];
    return {
      property,
      label: labelOf(property),
      value: propertyOf(record, property) ?? "",
      isLong: LONG_TEXTS.has(property),
      options:
        property === "hubspot_owner_id"
          ? portal.owners().map(({ id }) => ({ value: id, label: ownerName(portal, id) ?? id }))
          : definition.options.map(({ value }) => ({ value, label: valueText(value) })),
    };
  });
}

function isEdited(type: RecordView["type"]): type is EditedType {
  return type === "tickets" || type === "contacts" || type === "companies";
}
