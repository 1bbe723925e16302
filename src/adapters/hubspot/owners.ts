import { z } from "zod";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { Paging } from "./answers.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";

const PAGE_SIZE = 100;
const MAX_PAGES = 100;

const Owner = z.looseObject({
  id: Id,
  userId: Id.nullish(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
});
const OwnersPage = z.looseObject({ results: z.array(Owner), paging: Paging });

export async function readOwners(
  call: Caller,
  portalId: string,
): Promise<readonly OwnerSnapshot[]> {
  const owners: OwnerSnapshot[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { results, paging } = await readPage(call, portalId, after);
    owners.push(...results.map(snapshotOf));
    after = paging?.next?.after;
    if (after === undefined) return owners;
  }
  throw new PluginError(
    "crm_rejected",
    `portal ${portalId} has more than ${MAX_PAGES * PAGE_SIZE} owners: expected fewer`,
  );
}

function readPage(call: Caller, portalId: string, after: string | undefined) {
  return call(portalId, {
    path: "GET /crm/v3/owners",
    isRepeatable: true,
    answer: OwnersPage,
    send: (client) =>
      client.crm.owners.ownersApi.getPageWithHttpInfo(undefined, after, PAGE_SIZE, false),
  });
}

function snapshotOf(owner: z.infer<typeof Owner>): OwnerSnapshot {
  const name = [owner.firstName, owner.lastName].filter(Boolean).join(" ");
  return {
    ownerId: owner.id,
    userId: owner.userId ?? null,
    email: owner.email || null,
    name: name || owner.email || owner.id,
  };
}
