import { z } from "zod";
import type { CrmObject } from "../../ports/crm.ts";
import { Paging } from "./answers.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";
import { pathNameOf } from "./object-types.ts";

const PAGE_SIZE = 500;
const MAX_PAGES = 10;
export const MAX_ASSOCIATED = MAX_PAGES * PAGE_SIZE;

const IdsPage = z.looseObject({
  results: z.array(z.looseObject({ toObjectId: Id })),
  paging: Paging,
});

export type OfRecord = {
  readonly record: { readonly kind: CrmObject; readonly id: string };
  readonly type: "tasks" | "notes" | "calls" | "meetings" | "emails";
};

/** The activities that hang on a record, newest first; `isCut` when there are more than are read. */
export async function readAssociatedIds(
  call: Caller,
  portalId: string,
  of: OfRecord,
): Promise<{ readonly ids: readonly string[]; readonly isCut: boolean }> {
  const ids: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { results, paging } = await readPage(call, portalId, { ...of, after });
    ids.push(...results.map(({ toObjectId }) => toObjectId));
    after = paging?.next?.after;
    if (after === undefined) break;
  }
  return { ids: ids.toSorted(byAge), isCut: after !== undefined };
}

/** Ids grow, so the longer and then the greater one is younger. */
function byAge(one: string, other: string): number {
  return other.length - one.length || (other > one ? 1 : -1);
}

function readPage(
  call: Caller,
  portalId: string,
  { record, type, after }: OfRecord & { readonly after: string | undefined },
) {
  const from = pathNameOf(record.kind);
  return call(portalId, {
    path: `GET /crm/v4/objects/${from}/{id}/associations/${type}`,
    isRepeatable: true,
    answer: IdsPage,
    send: ({ crm }) =>
      crm.associations.v4.basicApi.getPageWithHttpInfo(from, record.id, type, after, PAGE_SIZE),
  });
}
