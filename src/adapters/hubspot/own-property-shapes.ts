import {
  PropertyCreateFieldTypeEnum as FieldType,
  type PropertyCreate,
  PropertyCreateTypeEnum as Type,
} from "@hubspot/api-client/lib/codegen/crm/properties/index.js";
import { OWN_GROUP, type OwnProperty } from "./own-properties.ts";

const SHAPES = {
  text: { type: Type.String, fieldType: FieldType.Text },
  long_text: { type: Type.String, fieldType: FieldType.Textarea },
  number: { type: Type.Number, fieldType: FieldType.Number },
  date: { type: Type.Date, fieldType: FieldType.Date },
  instant: { type: Type.Datetime, fieldType: FieldType.Date },
  choice: { type: Type.Enumeration, fieldType: FieldType.Select },
} as const;

/** Of its values, as HubSpot names it. */
export function typeOf({ type }: OwnProperty): Type {
  return SHAPES[type].type;
}

/** As HubSpot wants it to be described by whoever makes it. */
export function descriptionOf(property: OwnProperty): PropertyCreate {
  const { name, label, description, choices } = property;
  return {
    ...SHAPES[property.type],
    name,
    label,
    description,
    groupName: OWN_GROUP.name,
    formField: false,
    hasUniqueValue: false,
    hidden: false,
    ...(choices && {
      options: choices.map((choice, displayOrder) => ({ ...choice, displayOrder, hidden: false })),
    }),
  };
}
