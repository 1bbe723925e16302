import { z } from "zod";
import type { CrmObject } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { Anything, batchOf } from "./answers.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";
import {
  OWN_GROUP,
  OWN_PROPERTIES,
  type OwnProperty,
  PROPERTIES_THAT_MATTER,
} from "./own-properties.ts";
import { descriptionOf, typeOf } from "./own-property-shapes.ts";
import { refusalIn, unlessGone, unlessThere } from "./refusals.ts";

const Existing = z.looseObject({ name: z.string(), type: z.string() });
type Existing = z.infer<typeof Existing>;
const ExistingBatch = batchOf(Existing);
const Groups = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });

/**
 * What is there already costs one call for each kind of record. Where HubSpot takes no more properties, or
 * keeps an archived one of the same name, as many as possible are made, those that matter first; then it
 * throws `crm_rejected`, which names what is missing.
 */
export async function provision(
  call: Caller,
  portalId: string,
): Promise<{ readonly created: readonly string[] }> {
  const created = [];
  const refused: Refused[] = [];
  for (const object of ["ticket", "contact", "company"] as const) {
    const made = await provisionObject(call, portalId, object);
    created.push(...made.created);
    refused.push(...made.refused);
  }
  if (refused.length > 0) throw missingProperties(portalId, refused);
  return { created };
}

async function provisionObject(call: Caller, portalId: string, object: CrmObject): Promise<Made> {
  const wanted = OWN_PROPERTIES[object];
  const type = pathNameOf(object);
  const place: Place = { call, portalId, type };
  const existing = await readExisting(place, wanted);
  for (const property of existing) refuseOtherType(type, property, wanted);
  const missing = wanted.filter(({ name }) => !existing.some((other) => other.name === name));
  if (missing.length === 0) return { created: [], refused: [] };
  await makeGroup(place);
  const { created, refused } = await makeProperties(place, thoseThatMatterFirst(missing));
  return { created: created.map((name) => `${type}.${name}`), refused };
}

type Refused = {
  /** With its kind of record, e.g. `tickets.aftercare_tier`. */
  readonly name: string;
  readonly property: OwnProperty;
  readonly why: "archived" | "refused";
};
type Made = { readonly created: readonly string[]; readonly refused: readonly Refused[] };

const CONFLICT = 409;
const BAD_REQUEST = 400;

type Place = { readonly call: Caller; readonly portalId: string; readonly type: string };

/** Names that do not exist are errors inside a 207: of no interest here. */
async function readExisting(
  { call, portalId, type }: Place,
  wanted: readonly OwnProperty[],
): Promise<readonly Existing[]> {
  const { results } = await call(portalId, {
    path: `POST /crm/v3/properties/${type}/batch/read`,
    isRepeatable: true,
    answer: ExistingBatch,
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
      answer: Anything,
      send: (client) => client.crm.properties.groupsApi.createWithHttpInfo(type, OWN_GROUP),
    }),
  );
}

/** All at once; what that leaves out (somebody else was faster) one by one. */
async function makeProperties(place: Place, missing: readonly OwnProperty[]): Promise<Made> {
  const { call, portalId, type } = place;
  const answer = await unlessRefused(
    call(portalId, {
      path: `POST /crm/v3/properties/${type}/batch/create`,
      isRepeatable: true,
      answer: ExistingBatch,
      send: (client) =>
        client.crm.properties.batchApi.createWithHttpInfo(type, {
          inputs: missing.map(descriptionOf),
        }),
    }),
  );
  const created = (answer?.results ?? []).map(({ name }) => name);
  const refused: Refused[] = [];
  for (const property of missing.filter(({ name }) => !created.includes(name))) {
    const outcome = await makeProperty(place, property);
    if (outcome === "made") created.push(property.name);
    if (outcome === "archived" || outcome === "refused") {
      refused.push({ name: `${type}.${property.name}`, property, why: outcome });
    }
  }
  return { created, refused };
}

/** `archived`: HubSpot says that it exists, and does not have it. `refused`: it takes no more, or not this one. */
async function makeProperty(
  place: Place,
  property: OwnProperty,
): Promise<"made" | "there" | "archived" | "refused"> {
  const { call, portalId, type } = place;
  let isRefused = false;
  const made = await unlessRefused(
    call(portalId, {
      path: `POST /crm/v3/properties/${type}`,
      isRepeatable: true,
      answer: Existing,
      send: (client) =>
        client.crm.properties.coreApi.createWithHttpInfo(type, descriptionOf(property)),
    }),
    (status) => {
      isRefused = status === BAD_REQUEST;
    },
  );
  if (made) return "made";
  if (isRefused) return "refused";
  const existing = await unlessGone(
    call(portalId, {
      path: `GET /crm/v3/properties/${type}/{name}`,
      isRepeatable: true,
      answer: Existing,
      send: (client) => client.crm.properties.coreApi.getByNameWithHttpInfo(type, property.name),
    }),
  );
  if (existing === null) return "archived";
  refuseOtherType(type, existing, [property]);
  return "there";
}

/** Null where it is there already (409), or HubSpot will not have it (400). */
async function unlessRefused<T>(
  work: Promise<T>,
  onRefused: (status: number) => void = () => undefined,
): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    const status = refusalIn(error)?.status;
    if (status !== CONFLICT && status !== BAD_REQUEST) throw error;
    onRefused(status);
    return null;
  }
}

function thoseThatMatterFirst(properties: readonly OwnProperty[]): readonly OwnProperty[] {
  return properties.toSorted((one, other) => Number(matters(other)) - Number(matters(one)));
}

function matters({ name }: OwnProperty): boolean {
  return PROPERTIES_THAT_MATTER.includes(name);
}

/** Says what is missing, what of it matters, and what to do. */
function missingProperties(portalId: string, refused: readonly Refused[]): PluginError {
  const named = (which: (one: Refused) => boolean): string =>
    refused
      .filter(which)
      .map(({ name, why }) => (why === "archived" ? `${name} (archived)` : name))
      .join(", ") || "none";
  const needed = named(({ property }) => matters(property));
  const useful = named(({ property }) => !matters(property));
  return new PluginError(
    "crm_rejected",
    `HubSpot does not take all properties for portal ${portalId}. Missing and needed: ${needed}; missing and useful: ${useful}. Delete custom properties that nobody uses, restore those that are archived, and try again`,
  );
}

function refuseOtherType(type: string, existing: Existing, wanted: readonly OwnProperty[]): void {
  const own = wanted.find(({ name }) => name === existing.name);
  if (!own || existing.type === typeOf(own)) return;
  throw new PluginError(
    "crm_rejected",
    `property ${own.name} of ${type} has type ${existing.type}: expected ${typeOf(own)}`,
  );
}
