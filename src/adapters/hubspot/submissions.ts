import { FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js";
import { z } from "zod";
import type { SubmissionPage } from "../../ports/crm.ts";
import { CrmRecord, Instant, Paging } from "./answers.ts";
import { readAllAssociations } from "./associations.ts";
import type { Caller } from "./call.ts";

/** Survey answers: HubSpot lets them be read only, and in no portal without surveys. */
const TYPE = "feedback_submissions";
const PAGE_LENGTH = 100;
const CREATED = "hs_createdate";
const PROPERTIES = ["hs_survey_type", "hs_value", "hs_content", "hs_submission_timestamp", CREATED];

const Page = z.looseObject({
  results: z.array(CrmRecord.extend({ createdAt: Instant.nullish() })),
  paging: Paging,
});

/** One page of the answers made since then, the oldest first; three calls. */
export async function readSubmissions(
  call: Caller,
  portalId: string,
  { since, after }: { readonly since: number; readonly after: string | null },
): Promise<SubmissionPage> {
  const { results, paging } = await call(portalId, {
    path: `POST /crm/v3/objects/${TYPE}/search`,
    isRepeatable: true,
    answer: Page,
    send: (client) =>
      client.crm.objects.searchApi.doSearchWithHttpInfo(TYPE, {
        filterGroups: [
          {
            filters: [
              { propertyName: CREATED, operator: FilterOperatorEnum.Gte, value: String(since) },
            ],
          },
        ],
        sorts: [CREATED],
        properties: PROPERTIES,
        limit: PAGE_LENGTH,
        ...(after === null ? {} : { after }),
      }),
  });
  const ids = results.map(({ id }) => id);
  const [contacts, tickets] = [
    await linked(call, portalId, { ids, to: "contacts" }),
    await linked(call, portalId, { ids, to: "tickets" }),
  ];
  return {
    submissions: results.map(({ id, properties, createdAt }) => ({
      submissionId: id,
      createdAt: Instant.safeParse(properties[CREATED]).data ?? createdAt ?? since,
      properties,
      contactIds: contacts.get(id) ?? [],
      ticketIds: tickets.get(id) ?? [],
    })),
    after: paging?.next?.after ?? null,
  };
}

async function linked(
  call: Caller,
  portalId: string,
  { ids, to }: { readonly ids: readonly string[]; readonly to: "contacts" | "tickets" },
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const found = await readAllAssociations(call, portalId, { from: TYPE, ids, to });
  return new Map([...found].map(([id, links]) => [id, links.map((link) => link.id)]));
}
