import { FilterOperatorEnum as Is } from "@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js";
import { z } from "zod";
import type {
  ChangedObject,
  ChangedPage,
  ChangedRecord,
  ChangePlace,
} from "../../ports/crm-changes.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { CrmRecord, Instant } from "./answers.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";

/**
 * Records in the order of their last change. A search gives 10,000 results, and pages of one shift while
 * records change; so each page is a search of its own that begins where the last one ended. Records of one
 * instant come together: the last instant of a full page is asked for again, and where it fills a whole
 * page its records are taken in the order of their ids.
 */
const PAGE_LENGTH = 200;
const ID = "hs_object_id";
const CREATED = "createdate";
const MODIFIED: Readonly<Record<ChangedObject, string>> = {
  deal: "hs_lastmodifieddate",
  ticket: "hs_lastmodifieddate",
  company: "hs_lastmodifieddate",
  contact: "lastmodifieddate",
};

const Page = z.looseObject({
  results: z.array(
    CrmRecord.extend({ createdAt: Instant.nullish(), updatedAt: Instant.nullish() }),
  ),
});

type Wish = {
  readonly object: ChangedObject;
  readonly from: ChangePlace;
  readonly properties: readonly string[];
};

export async function readChanged(
  call: Caller,
  portalId: string,
  { object, from, properties }: Wish,
): Promise<ChangedPage> {
  const type = pathNameOf(object);
  const modified = MODIFIED[object];
  const { results } = await call(portalId, {
    path: `POST /crm/v3/objects/${type}/search`,
    kind: "search",
    isRepeatable: true,
    answer: Page,
    send: (client) =>
      client.crm.objects.searchApi.doSearchWithHttpInfo(type, {
        filterGroups: [{ filters: filtersOf(modified, from) }],
        sorts: [from.afterId === null ? modified : ID],
        properties: [...properties, CREATED, modified],
        limit: PAGE_LENGTH,
      }),
  });
  const records = results.map((record) => recordOf(record, modified));
  return from.afterId === null ? inOrderOfTime(records) : inOrderOfIds(records, from.at);
}

function filtersOf(modified: string, { at, afterId }: ChangePlace) {
  const value = String(at);
  if (afterId === null) return [{ propertyName: modified, operator: Is.Gte, value }];
  return [
    { propertyName: modified, operator: Is.Eq, value },
    { propertyName: ID, operator: Is.Gt, value: afterId },
  ];
}

function recordOf(
  { id, properties, ...record }: z.infer<typeof Page>["results"][number],
  modified: string,
): ChangedRecord {
  const createdAt = Instant.safeParse(properties[CREATED]).data ?? record.createdAt;
  const modifiedAt = Instant.safeParse(properties[modified]).data ?? record.updatedAt;
  if (typeof createdAt === "number" && typeof modifiedAt === "number") {
    return { id, createdAt, modifiedAt, properties };
  }
  throw new PluginError("crm_unavailable", `record ${id} has no ${CREATED} or ${modified}`, {
    retryable: true,
  });
}

function inOrderOfTime(records: readonly ChangedRecord[]): ChangedPage {
  const last = records.at(-1);
  if (records.length < PAGE_LENGTH || last === undefined) return { records, next: null };
  const before = records.filter(({ modifiedAt }) => modifiedAt < last.modifiedAt);
  const isOneInstant = before.length === 0;
  return { records: before, next: { at: last.modifiedAt, afterId: isOneInstant ? "0" : null } };
}

function inOrderOfIds(records: readonly ChangedRecord[], at: number): ChangedPage {
  const last = records.at(-1);
  const isFull = records.length >= PAGE_LENGTH && last !== undefined;
  return { records, next: isFull ? { at, afterId: last.id } : { at: at + 1, afterId: null } };
}
