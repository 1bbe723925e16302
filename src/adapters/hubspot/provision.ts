import {
  PropertyCreateFieldTypeEnum as FieldType,
  type PropertyCreate,
  PropertyCreateTypeEnum as Type,
} from "@hubspot/api-client/lib/codegen/crm/properties/index.js";
import { z } from "zod";
import type { CrmObject } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { batchOf } from "./answers.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";
import { OWN_GROUP, OWN_PROPERTIES, type OwnProperty } from "./own-properties.ts";
import { unlessThere } from "./refusals.ts";

const Existing = z.looseObject({ name: z.string(), type: z.string() });
type Existing = z.infer<typeof Existing>;
const Groups = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });

/** What is there already costs one call for each kind of record. */
export async function provision(
  call: Caller,
  portalId: string,
): Promise<{ readonly created: readonly string[] }> {
  const created = [];
  for (const object of ["ticket", "contact", "company"] as const) {
    created.push(...(await provisionObject(call, portalId, object)));
  }
  return { created };
}

async function provisionObject(
  call: Caller,
  portalId: string,
  object: CrmObject,
): Promise<readonly string[]> {
  const wanted = OWN_PROPERTIES[object];
  const type = pathNameOf(object);
  const place: Place = { call, portalId, type };
  const existing = await readExisting(place, wanted);
  for (const property of existing) refuseOtherType(type, property, wanted);
  const missing = wanted.filter(({ name }) => !existing.some((other) => other.name === name));
  if (missing.length === 0) return [];
  await makeGroup(place);
  const created = await makeProperties(place, missing);
  return created.map((name) => `${type}.${name}`);
}

type Place = { readonly call: Caller; readonly portalId: string; readonly type: string };

/** Names that do not exist are errors inside a 207: of no interest here. */
async function readExisting(
  { call, portalId, type }: Place,
  wanted: readonly OwnProperty[],
): Promise<readonly Existing[]> {
  const { results } = await call(portalId, {
    path: `POST /crm/v3/properties/${type}/batch/read`,
    isRepeatable: true,
    answer: batchOf(Existing),
    send: (client) =>
      client.crm.properties.batchApi.readWithHttpInfo(type, {
        archived: false,
        inputs: wanted.map(({ name }) => ({ name })),
      }),
  });
  return results;
}

async function makeGroup({ call, portalId, type }: Place): Promise<void> {
  const path = `/crm/v3/properties/${type}/groups`;
  const { results } = await call(portalId, {
    path: `GET ${path}`,
    isRepeatable: true,
    answer: Groups,
    send: (client) => client.crm.properties.groupsApi.getAllWithHttpInfo(type),
  });
  if (results.some((group) => group.name === OWN_GROUP.name)) return;
  await unlessThere(
    call(portalId, {
      path: `POST ${path}`,
      isRepeatable: true,
      answer: z.unknown(),
      send: (client) => client.crm.properties.groupsApi.createWithHttpInfo(type, OWN_GROUP),
    }),
  );
}

/** All at once; what that leaves out (somebody else was faster) one by one. */
async function makeProperties(
  place: Place,
  missing: readonly OwnProperty[],
): Promise<readonly string[]> {
  const { call, portalId, type } = place;
  const answer = await unlessThere(
    call(portalId, {
      path: `POST /crm/v3/properties/${type}/batch/create`,
      isRepeatable: true,
      answer: batchOf(Existing),
      send: (client) =>
        client.crm.properties.batchApi.createWithHttpInfo(type, {
          inputs: missing.map(descriptionOf),
        }),
    }),
  );
  const created = (answer?.results ?? []).map(({ name }) => name);
  for (const property of missing.filter(({ name }) => !created.includes(name))) {
    if (await makeProperty(place, property)) created.push(property.name);
  }
  return created;
}

async function makeProperty(place: Place, property: OwnProperty): Promise<boolean> {
  const { call, portalId, type } = place;
  const made = await unlessThere(
    call(portalId, {
      path: `POST /crm/v3/properties/${type}`,
      isRepeatable: true,
      answer: Existing,
      send: (client) =>
        client.crm.properties.coreApi.createWithHttpInfo(type, descriptionOf(property)),
    }),
  );
  if (made) return true;
  const existing = await call(portalId, {
    path: `GET /crm/v3/properties/${type}/{name}`,
    isRepeatable: true,
    answer: Existing,
    send: (client) => client.crm.properties.coreApi.getByNameWithHttpInfo(type, property.name),
  });
  refuseOtherType(type, existing, [property]);
  return false;
}

function refuseOtherType(type: string, existing: Existing, wanted: readonly OwnProperty[]): void {
  const own = wanted.find(({ name }) => name === existing.name);
  if (!own || existing.type === SHAPES[own.type].type) return;
  throw new PluginError(
    "crm_rejected",
    `property ${own.name} of ${type} has type ${existing.type}: expected ${SHAPES[own.type].type}`,
  );
}

const SHAPES = {
  text: { type: Type.String, fieldType: FieldType.Text },
  long_text: { type: Type.String, fieldType: FieldType.Textarea },
  number: { type: Type.Number, fieldType: FieldType.Number },
  date: { type: Type.Date, fieldType: FieldType.Date },
  instant: { type: Type.Datetime, fieldType: FieldType.Date },
  choice: { type: Type.Enumeration, fieldType: FieldType.Select },
} as const;

function descriptionOf(property: OwnProperty): PropertyCreate {
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
