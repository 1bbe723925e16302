import type { Jobs } from "../../ports/jobs.ts";
import type { LifecycleJournal } from "../../ports/lifecycle-journal.ts";
import { type FindDeps, findRecurringCauses } from "../complaints/find-recurrences.ts";
import { turnActions } from "../complaints/turn-actions.ts";
import { requestDigest } from "../escalation/request-digests.ts";
import { type GapDeps, sweepGaps } from "../gaps/sweep-gaps.ts";
import { type RunJobDeps, runPolicyJob } from "../governance/run-policy-job.ts";
import { sealAudit } from "../governance/seal-audit.ts";
import { applyPolicyJob, turnPolicies } from "../governance/turn-policies.ts";
import { proveLedger } from "../health/prove-ledger.ts";
import { importPortal } from "../imports/import-portal.ts";
import { type OpenDeps, openDeliveries } from "../intake/open-deliveries.ts";
import { type IntakeDeps, processEvents } from "../intake/process-events.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import { sendActionNotices } from "../outbox/send-action-notices.ts";
import { sendCaseGroups } from "../outbox/send-case-groups.ts";
import { sendCaseMessages } from "../outbox/send-case-messages.ts";
import { sendCasePages } from "../outbox/send-case-pages.ts";
import { sendCaseThreads } from "../outbox/send-case-threads.ts";
import { sendComplaintNotices } from "../outbox/send-complaint-notices.ts";
import { sendConnectionNotices } from "../outbox/send-connection-notices.ts";
import { sendDigests } from "../outbox/send-digests.ts";
import { sendMessageRemovals } from "../outbox/send-message-removals.ts";
import { sendPolicyNotices } from "../outbox/send-policy-notices.ts";
import { sendCustomerProperties, sendTicketProperties } from "../outbox/send-properties.ts";
import { sendRecurrenceNotices } from "../outbox/send-recurrence-notices.ts";
import { sendTicketNotes } from "../outbox/send-ticket-notes.ts";
import { sendVisitReminders } from "../outbox/send-visit-reminders.ts";
import { sendVisitTasks } from "../outbox/send-visit-tasks.ts";
import { followJournal } from "../portals/follow-journal.ts";
import { refreshPortals } from "../portals/refresh-portals.ts";
import { applyRetention } from "../privacy/apply-retention.ts";
import { erasePerson } from "../privacy/erase-person.ts";
import { type PurgeDeps, purgePortal } from "../privacy/purge-portal.ts";
import { catchUp } from "../setup/catch-up.ts";
import { sweep } from "../sla/sweep.ts";
import { type SurveyDeps, surveyNight } from "../surveys/survey-night.ts";
import { readMissingDeals } from "../tiering/read-missing-deals.ts";
import { regradeCustomers } from "../tiering/regrade-customers.ts";
import { regradeDue } from "../tiering/regrade-due.ts";
import type { PlanDeps } from "../visits/plan-deps.ts";
import { planVisits } from "../visits/plan-visits.ts";
import { readTouches } from "../visits/read-touches.ts";
import { remindVisits } from "../visits/remind-visits.ts";
import { syncVisits } from "../visits/sync-visits.ts";
import { measureStorage, type StorageDeps } from "./measure-storage.ts";
import { portalOfSlot, sendDueJobs } from "./send-due-jobs.ts";

export type WorkSettings = {
  /** Longest wait before stored deliveries and events are looked for; they also wake the loop. */
  readonly intakeIdleMs: number;
  readonly sweepIdleMs: number;
  /** A little patience lets many changes of one record become one call. */
  readonly outboxIdleMs: number;
};

export type Loop = { wake(): void; stop(): Promise<void> };

export type WorkDeps = OpenDeps &
  IntakeDeps &
  OutboxDeps &
  Pick<RunJobDeps, "policyJobs" | "readDocument"> &
  Pick<SurveyDeps, "newId" | "mayAsk" | "followUpActs"> &
  Pick<FindDeps, "openActions"> &
  Pick<GapDeps, "recovery" | "gapRules"> &
  Pick<PlanDeps, "lunarCalendar"> &
  Pick<PurgeDeps, "purges" | "keepDisconnectedMs"> &
  Pick<StorageDeps, "storage" | "storageLimitBytes"> & {
    readonly jobs: Jobs;
    readonly work: WorkSettings;
    /** Null: installs and uninstalls are not pulled. */
    readonly journal: LifecycleJournal | null;
    /** Deletes what is too old, and makes room for what comes. */
    readonly maintain: () => Promise<void>;
    /** Repeats `step`: at once while it says that there may be more, else after `idleMs` or when woken. */
    readonly startLoop: (loop: {
      readonly name: string;
      readonly step: () => Promise<boolean>;
      readonly idleMs: number;
    }) => Loop;
    /** Calls `run` every minute of real time. */
    readonly startTick: (run: () => Promise<void>) => { stop(): Promise<void> };
  };

export type Work = {
  /** Deliveries were stored. */
  wakeIntake(): void;
  /** Sends the jobs that are due by now and looks for every other kind of work. */
  wakeAll(): Promise<void>;
  /** Lets what runs end and takes nothing new. */
  stop(): Promise<void>;
};

const JOBS_GRACE_MS = 10_000;
/** What was written to the audit log is not proved before it is sealed, so not long. */
const SEAL_IDLE_MS = 15_000;
/** Senders of messages of one kind, side by side: one that waits for a turn does not hold up the rest. */
export const CASE_SENDERS = 4;

/** Everything that a worker does by itself: intake, sweep, sending, and the periodic jobs. */
export async function startWork(deps: WorkDeps): Promise<Work> {
  const { jobs, work } = deps;
  await jobs.start(handlersOf(deps));
  const outbox = [
    { name: "ticket_properties", send: () => sendTicketProperties(deps), senders: 1 },
    { name: "customer_properties", send: () => sendCustomerProperties(deps), senders: 1 },
    { name: "visit_task", send: () => sendVisitTasks(deps), senders: 1 },
    { name: "case_message", send: () => sendCaseMessages(deps), senders: CASE_SENDERS },
    { name: "case_thread", send: () => sendCaseThreads(deps), senders: 1 },
    { name: "case_page", send: () => sendCasePages(deps), senders: 1 },
    { name: "ticket_note", send: () => sendTicketNotes(deps), senders: 1 },
    { name: "case_group", send: () => sendCaseGroups(deps), senders: 1 },
    { name: "digest", send: () => sendDigests(deps), senders: 1 },
    { name: "visit_reminder", send: () => sendVisitReminders(deps), senders: 1 },
    { name: "policy_notice", send: () => sendPolicyNotices(deps), senders: 1 },
    { name: "recurrence_notice", send: () => sendRecurrenceNotices(deps), senders: 1 },
    { name: "complaint_notice", send: () => sendComplaintNotices(deps), senders: 1 },
    { name: "action_notice", send: () => sendActionNotices(deps), senders: 1 },
    { name: "connection_notice", send: () => sendConnectionNotices(deps), senders: 1 },
    { name: "message_removal", send: () => sendMessageRemovals(deps), senders: 1 },
  ].flatMap(({ name, send, senders }) =>
    Array.from({ length: senders }, () =>
      deps.startLoop({
        name,
        step: async () => (await send()) > 0,
        idleMs: work.outboxIdleMs,
      }),
    ),
  );
  const intake = deps.startLoop({
    name: "intake",
    step: async () => {
      const opened = await openDeliveries(deps);
      const processed = await processEvents(deps);
      return opened + processed > 0;
    },
    idleMs: work.intakeIdleMs,
  });
  const sweeping = deps.startLoop({
    name: "sweep",
    step: async () => (await sweep(deps)) > 0,
    idleMs: work.sweepIdleMs,
  });
  const sealing = deps.startLoop({
    name: "audit_seal",
    step: async () => (await sealAudit(deps)) > 0,
    idleMs: SEAL_IDLE_MS,
  });
  const turn = async (): Promise<void> => {
    await turnPolicies(deps);
    await sendDueJobs(deps);
  };
  const tick = deps.startTick(turn);
  // Those that somebody asked for outside of the ticks: a stop waits for them too.
  const asked = new Set<Promise<void>>();
  const loops = [intake, sweeping, sealing, ...outbox];
  return {
    wakeIntake: () => intake.wake(),
    wakeAll: async () => {
      const own = turn().finally(() => asked.delete(own));
      asked.add(own);
      await own;
      for (const loop of loops) loop.wake();
    },
    stop: async () => {
      await tick.stop();
      await Promise.allSettled(asked);
      await Promise.all(loops.map((loop) => loop.stop()));
      await jobs.stop(JOBS_GRACE_MS);
    },
  };
}

/** What each job does in its turn. */
function handlersOf(deps: WorkDeps): Parameters<Jobs["start"]>[0] {
  return {
    turn_actions: async (slot) => void (await turnActions(deps, slot)),
    plan_visits: (slot) => planVisits(deps, slot),
    refresh_portals: () => refreshPortals(deps),
    maintain_store: () => deps.maintain(),
    measure_storage: () => measureStorage(deps),
    request_digest: (slot) => requestDigest(deps, slot),
    apply_policy: (slot) => applyPolicyJob(deps, slot),
    look_at_policy: (slot) => runPolicyJob(deps, slot),
    read_deals: async (slot) => void (await readMissingDeals(deps, portalOfSlot(slot))),
    regrade_customers: async (slot) =>
      void (await regradeCustomers(deps, { portalId: portalOfSlot(slot), slot })),
    read_surveys: (slot) => surveyNight(deps, portalOfSlot(slot)),
    find_recurrences: async (slot) => void (await findRecurringCauses(deps, portalOfSlot(slot))),
    sync_visits: async (slot) => void (await syncVisits(deps, portalOfSlot(slot))),
    read_touches: async (slot) => void (await readTouches(deps, portalOfSlot(slot))),
    remind_visits: async (slot) => void (await remindVisits(deps, portalOfSlot(slot))),
    regrade_due: async () => void (await regradeDue(deps)),
    catch_up: async (slot) => void (await catchUp(deps, slot)),
    erase_person: (slot) => {
      const [portalId = "", erasureId = ""] = slot.split(":");
      return deps.store.within(portalId, () => erasePerson(deps, { portalId, erasureId }));
    },
    apply_retention: async (slot) => {
      const portalId = portalOfSlot(slot);
      await deps.store.within(portalId, () => applyRetention(deps, portalId));
    },
    purge_portal: (slot) => purgePortal(deps, portalOfSlot(slot)),
    import_portal: (slot) => importPortal(deps, portalOfSlot(slot)),
    sweep_gaps: async (slot) => void (await sweepGaps(deps, portalOfSlot(slot))),
    prove_ledger: (slot) => proveLedger(deps, portalOfSlot(slot)),
    follow_journal: () => followJournal(deps),
  };
}
