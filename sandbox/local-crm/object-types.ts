/** The object types of the local CRM, with the names HubSpot gives them in paths, events and errors. */
export type ObjectTypeName =
  | "contacts"
  | "companies"
  | "deals"
  | "tickets"
  | "tasks"
  | "notes"
  | "calls"
  | "meetings"
  | "emails"
  | "feedback_submissions"
  | "communications";

export type ObjectType = {
  readonly name: ObjectTypeName;
  readonly typeId: string;
  readonly singular: string;
  /** Returned when a read names no properties. */
  readonly defaultProperties: readonly string[];
  readonly createdProperty: string;
  readonly modifiedProperty: string;
};

export const OBJECT_TYPES: readonly ObjectType[] = [
  {
    name: "contacts",
    typeId: "0-1",
    singular: "contact",
    defaultProperties: ["email", "firstname", "lastname"],
    createdProperty: "createdate",
    modifiedProperty: "lastmodifieddate",
  },
  {
    name: "companies",
    typeId: "0-2",
    singular: "company",
    defaultProperties: ["name", "domain"],
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "deals",
    typeId: "0-3",
    singular: "deal",
    defaultProperties: ["dealname", "amount", "dealstage", "pipeline", "closedate"],
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "tickets",
    typeId: "0-5",
    singular: "ticket",
    defaultProperties: [
      "subject",
      "content",
      "hs_pipeline",
      "hs_pipeline_stage",
      "hs_ticket_category",
      "hs_ticket_priority",
    ],
    createdProperty: "createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "tasks",
    typeId: "0-27",
    singular: "task",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "notes",
    typeId: "0-46",
    singular: "note",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "calls",
    typeId: "0-48",
    singular: "call",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "meetings",
    typeId: "0-47",
    singular: "meeting",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "emails",
    typeId: "0-49",
    singular: "email",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "feedback_submissions",
    typeId: "0-19",
    singular: "feedback_submission",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
  {
    name: "communications",
    typeId: "0-18",
    singular: "communication",
    defaultProperties: [],
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
  },
];

/** Finds a type by what a path may say: `tickets`, `ticket` or `0-5`. */
export function findObjectType(nameOrId: string): ObjectType | undefined {
  const wanted = nameOrId.toLowerCase();
  return OBJECT_TYPES.find(
    (type) => type.name === wanted || type.singular === wanted || type.typeId === wanted,
  );
}

export function objectTypeOf(name: ObjectTypeName): ObjectType {
  const found = OBJECT_TYPES.find((type) => type.name === name);
  if (found === undefined) throw new Error(`object type ${name} is not in the table`);
  return found;
}
