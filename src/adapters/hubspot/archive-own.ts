import { Anything } from "./answers.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";
import { OWN_GROUP, OWN_PROPERTIES } from "./own-properties.ts";
import { unlessGone } from "./refusals.ts";

/**
 * Archives all that Aftercare ever added to HubSpot's properties, with their values; HubSpot keeps archived
 * ones for 90 days. Two calls for each kind of record; harmless to repeat.
 */
export async function archiveOwn(call: Caller, portalId: string): Promise<void> {
  for (const object of ["ticket", "contact", "company"] as const) {
    const type = pathNameOf(object);
    const inputs = OWN_PROPERTIES[object].map(({ name }) => ({ name }));
    await unlessGone(
      call(portalId, {
        path: `POST /crm/v3/properties/${type}/batch/archive`,
        isRepeatable: true,
        answer: Anything,
        send: (client) => client.crm.properties.batchApi.archiveWithHttpInfo(type, { inputs }),
      }),
    );
    await unlessGone(
      call(portalId, {
        path: `DELETE /crm/v3/properties/${type}/groups/{name}`,
        isRepeatable: true,
        answer: Anything,
        send: (client) => client.crm.properties.groupsApi.archiveWithHttpInfo(type, OWN_GROUP.name),
      }),
    );
  }
}
