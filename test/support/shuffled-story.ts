import { setTimeout as sleep } from "node:timers/promises";
import type { LocalCrm } from "../../sandbox/local-crm/create-local-crm.ts";
import { createLocalCrm } from "../../sandbox/local-crm/create-local-crm.ts";
import type { LocalPortal } from "../../sandbox/local-crm/local-portal.ts";
import type { WebhookEvent } from "../../sandbox/local-crm/webhook-events.ts";
import { staticToken } from "../../src/adapters/hubspot/access-tokens.ts";
import { createHubspotCrm } from "../../src/adapters/hubspot/create-hubspot-crm.ts";
import type { Crm } from "../../src/ports/crm.ts";
import { HOUR, MINUTE, PORTAL_ID, START } from "./app-under-test.ts";
import { createRecordingLogger } from "./recording-logger.ts";

export const STORY_ENDS = START + 2 * HOUR;

/** Two hours of a service desk in a local CRM, as its events tell them and as it can be read at the end. */
export type Story = {
  readonly crm: Crm;
  readonly events: readonly WebhookEvent[];
  readonly ticketIds: readonly string[];
  readonly companyIds: readonly string[];
  stop(): Promise<void>;
};

export async function tellStory(): Promise<Story> {
  const timeSource = { now: () => STORY_ENDS };
  const logger = createRecordingLogger();
  const local = createLocalCrm({
    timeSource,
    logger,
    secret: "a-secret",
    appId: "9001",
    webhookUrl: () => "http://127.0.0.1:9/",
    publicBaseUrl: "https://aftercare.example",
    rateLimit: null,
  });
  const baseUrl = await local.listen(0);
  const portal = local.addPortal({ portalId: PORTAL_ID, createdAt: START });
  portal.addPipeline({
    id: "0",
    label: "Support",
    stages: ["1", "2", "3", "4"].map((id) => ({ id, label: id, isClosed: id === "4" })),
  });
  const ids: { ticketIds: string[]; companyIds: string[] } = { ticketIds: [], companyIds: [] };
  const events = local.collectEvents(() => play(portal, ids));
  return {
    ...ids,
    events,
    crm: createHubspotCrm({
      tokens: staticToken(local.tokens.issueAccessToken(PORTAL_ID)),
      timeSource,
      logger,
      settings: { baseUrl, timeoutMs: 10_000, limits: UNLIMITED },
      wait: (ms) => sleep(ms, undefined, { ref: false }),
    }),
    stop: () => stop(local),
  };
}

const UNLIMITED = { requestsPerSecond: 1_000, searchesPerSecond: 1_000, concurrency: 8 };

async function stop(local: LocalCrm): Promise<void> {
  await local.stop();
}

/** Everything that events tell: two tickets of each fate, and customers that change meanwhile. */
function play(
  portal: LocalPortal,
  ids: { readonly ticketIds: string[]; readonly companyIds: string[] },
): void {
  const at = (minutes: number) => ({ at: START + minutes * MINUTE });
  const [big, small] = ["90000", "5"].map((revenue) => {
    const id = portal.createCompany({ name: `Company ${revenue}`, total_revenue: revenue }, at(0));
    ids.companyIds.push(id);
    return { type: "companies" as const, id };
  });
  if (big === undefined || small === undefined) throw new Error("there are two companies");
  const ticket = (minutes: number, priority: string) => {
    const id = portal.createTicket(
      {
        subject: `Trouble ${minutes}`,
        hs_pipeline: "0",
        hs_pipeline_stage: "1",
        ...(priority === "" ? {} : { hs_ticket_priority: priority }),
      },
      at(minutes),
    );
    ids.ticketIds.push(id);
    return { type: "tickets" as const, id };
  };
  const stage = (id: string, stageId: string, minutes: number) =>
    portal.updateTicket(id, { hs_pipeline_stage: stageId }, at(minutes));

  const late = ticket(1, "HIGH");
  portal.associate(late, small, at(2));
  portal.replyToCustomer(late.id, at(100));

  const closed = ticket(3, "LOW");
  portal.associate(closed, big, at(4));
  portal.replyToCustomer(closed.id, at(10));
  stage(closed.id, "2", 20);
  stage(closed.id, "3", 30);
  stage(closed.id, "4", 40);

  const reopened = ticket(5, "HIGH");
  stage(reopened.id, "4", 15);
  stage(reopened.id, "1", 25);
  portal.updateTicket(reopened.id, { hubspot_owner_id: "", hs_ticket_priority: "LOW" }, at(26));

  const moved = ticket(6, "");
  portal.associate(moved, big, at(7));
  portal.dissociate(moved, big, at(8));
  portal.associate(moved, small, at(9));
  stage(moved.id, "4", 50);

  const winner = ticket(11, "");
  const loser = ticket(12, "");
  portal.mergeTickets(winner.id, loser.id, at(14));

  const gone = ticket(13, "");
  portal.deleteTicket(gone.id, at(20));
  const back = ticket(14, "HIGH");
  portal.deleteTicket(back.id, at(21));
  portal.restore(back, at(22));

  portal.update(big, { total_revenue: "250000" }, at(60));
  portal.update(small, { name: "Renamed" }, at(61));
}
