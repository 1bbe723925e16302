import { setTimeout as pause } from "node:timers/promises";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import { createActions } from "./actions.ts";
import { createAudit } from "./audit.ts";
import { createAuditChain } from "./audit-chain.ts";
import { createBenefits } from "./benefits.ts";
import { createBoard } from "./board.ts";
import { createCaseGroups } from "./case-groups.ts";
import { createChatPeople } from "./chat-people.ts";
import { createComplaints } from "./complaints.ts";
import { createCustomers } from "./customers.ts";
import type { Database } from "./database.ts";
import { createDeals } from "./deals.ts";
import { createDisputes } from "./disputes.ts";
import { createErasures } from "./erasures.ts";
import { createEscalations } from "./escalations.ts";
import { createFigureCounts } from "./figure-counts.ts";
import { createGapSweeps } from "./gap-sweeps.ts";
import { createImports } from "./imports.ts";
import { createJournalPlace } from "./journal-place.ts";
import { createOutbox } from "./outbox.ts";
import { createPolicyDrafts } from "./policy-drafts.ts";
import { createPortals } from "./portals.ts";
import { createPostedMessages } from "./posted-messages.ts";
import { createRecurrences } from "./recurrences.ts";
import { createRetention } from "./retention.ts";
import { createRoles } from "./roles.ts";
import { createSurveys } from "./surveys.ts";
import { createTicketNotes } from "./ticket-notes.ts";
import { createTickets } from "./tickets.ts";
import { createTiers } from "./tiers.ts";
import { createTouches } from "./touches.ts";
import { createVisitCalls } from "./visit-calls.ts";
import { createVisitLists } from "./visit-lists.ts";
import { createVisitOutcomes } from "./visit-outcomes.ts";
import { createVisitPlans } from "./visit-plans.ts";
import { createVisitTasks } from "./visit-tasks.ts";
import { createVisits } from "./visits.ts";

const PING_TIMEOUT_MS = 1_000;

export function createStore(db: Database): Store {
  return {
    transaction: db.transaction,
    within: db.within,
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
    visitPlans: createVisitPlans(db),
    touches: createTouches(db),
    disputes: createDisputes(db),
    visitLists: createVisitLists(db),
    visitCalls: createVisitCalls(db),
    visitTasks: createVisitTasks(db),
    visitOutcomes: createVisitOutcomes(db),
    complaints: createComplaints(db),
    actions: createActions(db),
    outbox: createOutbox(db),
    audit: createAudit(db),
    auditChain: createAuditChain(db),
    roles: createRoles(db),
    surveys: createSurveys(db),
    recurrences: createRecurrences(db),
    board: createBoard(db),
    figureCounts: createFigureCounts(db),
    policyDrafts: createPolicyDrafts(db),
    erasures: createErasures(db),
    retention: createRetention(db),
    postedMessages: createPostedMessages(db),
    imports: createImports(db),
    gapSweeps: createGapSweeps(db),
    journalPlace: createJournalPlace(db),
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
