import { objectTypeOf } from "./object-types.ts";
import { type PortalState, propertiesOf, type StoredRecord } from "./portal-state.ts";
import type { PropertyDefinition } from "./property-definitions.ts";

/** Longest value of a string property. */
export const STRING_VALUE_LIMIT = 65_536;

export type ValueProblem = {
  readonly name: string;
  readonly code: string;
  readonly message: string;
};
export type NormalisedValue =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: ValueProblem };

/** The present value, or undefined when it was never set or was cleared. */
export function presentValue(record: StoredRecord, name: string): string | undefined {
  const type = objectTypeOf(record.type);
  if (name === "hs_object_id") return record.id;
  if (name === type.createdProperty) return instantText(record.createdAt);
  if (name === type.modifiedProperty) return instantText(record.updatedAt);
  const value = record.history.get(name)?.at(-1)?.value;
  return value === "" ? undefined : value;
}

/** An instant as HubSpot writes it: ISO 8601 in UTC, without a fraction when it is zero. */
export function instantText(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Turns what a caller sent into what is stored, or says why HubSpot would refuse it. */
export function normaliseValue(
  state: PortalState,
  definition: PropertyDefinition,
  raw: string,
): NormalisedValue {
  if (raw === "") return { ok: true, value: "" };
  if (definition.name === "hubspot_owner_id") return ownerId(state, raw);
  switch (definition.type) {
    case "number":
      return Number.isFinite(Number(raw))
        ? { ok: true, value: raw }
        : refuse(definition, "INVALID_NUMBER", `${raw} was not a valid number.`);
    case "datetime":
      return instant(definition, raw);
    case "date":
      return day(definition, raw);
    case "bool":
    case "enumeration":
      return choice(state, definition, raw);
    default:
      return raw.length <= STRING_VALUE_LIMIT
        ? { ok: true, value: raw }
        : refuse(definition, "INVALID_LENGTH", `${definition.name} is too long.`);
  }
}

/** How an event carries a stored value: instants and days as epoch milliseconds, the rest as it is. */
export function eventValue(definition: PropertyDefinition | undefined, value: string): string {
  const isTime = definition?.type === "datetime" || definition?.type === "date";
  return isTime && value !== "" ? String(Date.parse(value)) : value;
}

/** Milliseconds from epoch digits or an ISO text; NaN for anything else. */
export function parseInstant(raw: string): number {
  return /^-?\d+$/.test(raw) ? Number(raw) : Date.parse(raw);
}

function instant(definition: PropertyDefinition, raw: string): NormalisedValue {
  const at = parseInstant(raw);
  return Number.isNaN(at)
    ? refuse(definition, "INVALID_DATE", `${raw} was not a valid long.`)
    : { ok: true, value: instantText(at) };
}

function day(definition: PropertyDefinition, raw: string): NormalisedValue {
  const at = parseInstant(raw);
  const dayMs = 24 * 3_600_000;
  return Number.isNaN(at) || at % dayMs !== 0
    ? refuse(definition, "INVALID_DATE", `${raw} is not at midnight UTC.`)
    : { ok: true, value: new Date(at).toISOString().slice(0, 10) };
}

function choice(state: PortalState, definition: PropertyDefinition, raw: string): NormalisedValue {
  const allowed = allowedValues(state, definition);
  const chosen = definition.fieldType === "checkbox" ? raw.split(";").filter(Boolean) : [raw];
  const wrong = chosen.find((value) => !allowed.includes(value));
  if (wrong === undefined) return { ok: true, value: raw };
  const message = `${wrong} was not one of the allowed options: [${allowed.join(", ")}]`;
  return refuse(definition, "INVALID_OPTION", message);
}

function allowedValues(state: PortalState, definition: PropertyDefinition): readonly string[] {
  const isBuiltIn =
    propertiesOf(state, "tickets").definitions.get(definition.name) === definition &&
    definition.isHubspotDefined;
  if (isBuiltIn && definition.name === "hs_pipeline") return state.pipelines.map(({ id }) => id);
  if (isBuiltIn && definition.name === "hs_pipeline_stage") {
    return state.pipelines.flatMap((pipeline) => pipeline.stages.map(({ id }) => id));
  }
  return definition.options.map((option) => option.value);
}

function ownerId(state: PortalState, raw: string): NormalisedValue {
  if (state.owners.some((owner) => owner.id === raw)) return { ok: true, value: raw };
  const message = `Owner ${raw} does not exist`;
  return {
    ok: false,
    problem: { name: "hubspot_owner_id", code: "INVALID_OWNER_ID", message },
  };
}

function refuse(definition: PropertyDefinition, code: string, message: string): NormalisedValue {
  return { ok: false, problem: { name: definition.name, code, message } };
}
