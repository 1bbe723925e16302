import { z } from "zod";
import { invalidInput } from "./api-answer.ts";
import type { PropertyDefinition, PropertyGroup, PropertySet } from "./property-definitions.ts";

const OptionInput = z.looseObject({
  label: z.string(),
  value: z.string(),
  displayOrder: z.int().default(-1),
  hidden: z.boolean(),
});
/** What the API is given for a new one. */
export const PropertyInput = z.looseObject({
  name: z.string(),
  label: z.string().min(1),
  groupName: z.string(),
  type: z.enum(["string", "number", "bool", "enumeration", "date", "datetime", "phone_number"]),
  fieldType: z.string(),
  description: z.string().default(""),
  options: z.array(OptionInput).default([]),
  displayOrder: z.int().default(-1),
  hasUniqueValue: z.boolean().default(false),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(false),
});
export type PropertyInput = z.infer<typeof PropertyInput>;
const FIELD_TYPES: Readonly<Record<PropertyInput["type"], readonly string[]>> = {
  string: ["text", "textarea", "html", "phonenumber", "file"],
  number: ["number"],
  bool: ["booleancheckbox"],
  enumeration: ["select", "radio", "checkbox", "booleancheckbox"],
  date: ["date"],
  datetime: ["date"],
  phone_number: ["phonenumber"],
};

/** Throws what HubSpot would refuse. */
export function defineProperty(
  { definitions, groups }: PropertySet,
  input: PropertyInput,
  createdAt: number,
): PropertyDefinition {
  checkDefinition(input, groups);
  const definition: PropertyDefinition = {
    name: input.name,
    label: input.label,
    type: input.type,
    fieldType: input.fieldType,
    groupName: input.groupName,
    description: input.description,
    options: input.options,
    displayOrder: input.displayOrder,
    hasUniqueValue: input.hasUniqueValue,
    hidden: input.hidden,
    formField: input.formField,
    isHubspotDefined: false,
    isReadOnly: false,
    createdAt,
  };
  definitions.set(definition.name, definition);
  return definition;
}

function checkDefinition(input: PropertyInput, groups: ReadonlyMap<string, PropertyGroup>): void {
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(input.name) || input.name.startsWith("hs_")) {
    throw invalidInput(`${input.name} is not a valid property name`);
  }
  if (!groups.has(input.groupName)) {
    throw invalidInput(`Property group ${input.groupName} does not exist`);
  }
  if (!FIELD_TYPES[input.type].includes(input.fieldType)) {
    throw invalidInput(`${input.fieldType} is not a valid field type for ${input.type}`);
  }
  const needsOptions = input.type === "enumeration" || input.type === "bool";
  if (needsOptions && input.options.length === 0) {
    throw invalidInput(`Property ${input.name} needs options`);
  }
}
