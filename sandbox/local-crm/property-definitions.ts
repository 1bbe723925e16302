import type { ObjectTypeName } from "./object-types.ts";
import { CATALOGUES } from "./property-catalogue.ts";

/** What HubSpot calls a property: the definition, not the value. Shapes as in its properties API. */
export type PropertyOption = {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
};

export type PropertyDefinition = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly isHubspotDefined: boolean;
  readonly isReadOnly: boolean;
  readonly createdAt: number;
};

export type PropertyGroup = {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
};

export type PropertySet = {
  readonly definitions: Map<string, PropertyDefinition>;
  readonly groups: Map<string, PropertyGroup>;
};

const FIELD_TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  datetime: "date",
  date: "date",
  bool: "booleancheckbox",
  enumeration: "select",
};

const YES_OR_NO: readonly PropertyOption[] = [
  { label: "Yes", value: "true", displayOrder: 0, hidden: false },
  { label: "No", value: "false", displayOrder: 1, hidden: false },
];

/** The definitions a new portal starts with. */
export function builtInProperties(type: ObjectTypeName, createdAt: number): PropertySet {
  const catalogue = CATALOGUES[type];
  const definitions = new Map<string, PropertyDefinition>();
  const define = (name: string, valueType: string, options: readonly PropertyOption[]): void => {
    definitions.set(name, {
      name,
      label: labelOf(name),
      type: valueType,
      fieldType: FIELD_TYPES[valueType] ?? "text",
      groupName: catalogue.group,
      description: "",
      options,
      displayOrder: -1,
      hasUniqueValue: false,
      hidden: false,
      formField: false,
      isHubspotDefined: true,
      isReadOnly: catalogue.readOnly.includes(name),
      createdAt,
    });
  };
  for (const name of catalogue.string ?? []) define(name, "string", []);
  for (const name of catalogue.number ?? []) define(name, "number", []);
  for (const name of catalogue.datetime ?? []) define(name, "datetime", []);
  for (const name of catalogue.date ?? []) define(name, "date", []);
  for (const name of catalogue.bool ?? []) define(name, "bool", YES_OR_NO);
  for (const [name, values] of Object.entries(catalogue.enumeration ?? {})) {
    define(name, "enumeration", values.map(optionOf));
  }
  const group = { name: catalogue.group, label: labelOf(catalogue.group), displayOrder: 0 };
  return { definitions, groups: new Map([[group.name, group]]) };
}

function optionOf(value: string, displayOrder: number): PropertyOption {
  return { label: labelOf(value.toLowerCase()), value, displayOrder, hidden: false };
}

function labelOf(name: string): string {
  const words = name.replace(/^hs_/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
