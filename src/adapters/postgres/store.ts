import { setTimeout as pause } from "node:timers/promises";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import { createAudit } from "./audit.ts";
import { createAuditChain } from "./audit-chain.ts";
import { createBenefits } from "./benefits.ts";
import { createCaseGroups } from "./case-groups.ts";
import { createChatPeople } from "./chat-people.ts";
import { createCustomers } from "./customers.ts";
import type { Database } from "./database.ts";
import { createDeals } from "./deals.ts";
import { createEscalations } from "./escalations.ts";
import { createOutbox } from "./outbox.ts";
import { createPolicyDrafts } from "./policy-drafts.ts";
import { createPortals } from "./portals.ts";
import { createRoles } from "./roles.ts";
import { createTicketNotes } from "./ticket-notes.ts";
import { createTickets } from "./tickets.ts";
import { createTiers } from "./tiers.ts";
import { createVisits } from "./visits.ts";

const PING_TIMEOUT_MS = 1_000;

export function createStore(db: Database): Store {
  return {
    transaction: db.transaction,
    portals: createPortals(db),
    tickets: createTickets(db),
    customers: createCustomers(db),
    deals: createDeals(db),
    tiers: createTiers(db),
    benefits: createBenefits(db),
    escalations: createEscalations(db),
    caseGroups: createCaseGroups(db),
    chatPeople: createChatPeople(db),
    ticketNotes: createTicketNotes(db),
    visits: createVisits(db),
    outbox: createOutbox(db),
    audit: createAudit(db),
    auditChain: createAuditChain(db),
    roles: createRoles(db),
    policyDrafts: createPolicyDrafts(db),
    ping: () => ping(db),
  };
}

async function ping(db: Database): Promise<void> {
  const isAnswered = await Promise.race([
    db.query("select 1").then(() => true),
    pause(PING_TIMEOUT_MS, false, { ref: false }),
  ]);
  if (isAnswered) return;
  throw new PluginError(
    "store_unavailable",
    `The database did not answer within ${PING_TIMEOUT_MS} ms`,
    { retryable: true },
  );
}
