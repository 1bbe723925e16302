import type { LocalPortal } from "../../sandbox/local-crm/local-portal.ts";
import type { World } from "../../sandbox/world.ts";

export const SUPPORT_CHANNEL = "C0SUPPORT01";

/** A portal of the local CRM with the pipeline that the policies under test know. */
export function addPortal(world: Pick<World, "crm">, portalId: string): LocalPortal {
  const portal = world.crm.addPortal({ portalId });
  portal.addPipeline({
    id: "0",
    label: "Support",
    stages: [
      { id: "1", label: "New", isClosed: false },
      { id: "2", label: "Waiting on contact", isClosed: false },
      { id: "3", label: "Waiting on us", isClosed: false },
      { id: "4", label: "Closed", isClosed: true },
    ],
  });
  return portal;
}

/** A ticket whose priority promises an answer within the hour. */
export function urgentTicket(portal: LocalPortal, id?: string): string {
  return portal.createTicket(
    {
      subject: "Pump stands still",
      hs_pipeline: "0",
      hs_pipeline_stage: "1",
      hs_ticket_priority: "HIGH",
    },
    id === undefined ? {} : { id },
  );
}

/** How often a call of the CRM was made, whatever came of it. */
export function callsOf(world: Pick<World, "crm">, call: string | RegExp): number {
  return world.crm.calls
    .list()
    .filter((entry) => (typeof call === "string" ? entry.call === call : call.test(entry.call)))
    .reduce((sum, entry) => sum + entry.count, 0);
}
