import { pressCase } from "../../src/app/escalation/press-case.ts";
import { sendCaseMessages } from "../../src/app/outbox/send-case-messages.ts";
import { sweep } from "../../src/app/sla/sweep.ts";
import type { CaseNotice } from "../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  eventOf,
  HOUR,
  PORTAL_ID,
  resultsOf,
  START,
  setTo,
  TEAM_ID,
} from "./app-under-test.ts";
import type { MemoryNotifier } from "./memory-notifier.ts";

export const CASE_ID = "7-1";

/** Ticket 7 with its case, and what happens to it. */
export function caseUnderTest(app: AppUnderTest) {
  /** Ticket 7 was not answered within the hour that its priority promises. */
  async function openCase(): Promise<void> {
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
  }

  return {
    openCase,
    async openCaseInSlack(): Promise<void> {
      await app.connect();
      await openCase();
      await sendCaseMessages(app);
    },
    /** Sends what is due after so long. */
    async sendAfter(ms: number): Promise<number> {
      app.time.now += ms;
      return sendCaseMessages(app);
    },
    /** A rep answers the customer: the case is over. */
    answer: () =>
      app.tell(
        eventOf({
          occurredAt: app.time.now,
          change: setTo("first_agent_reply_date", String(app.time.now)),
        }),
      ),
    take: () =>
      pressCase(app, {
        teamId: TEAM_ID,
        portalId: PORTAL_ID,
        caseId: CASE_ID,
        detail: { act: "acknowledged" },
        by: { id: "U1", name: "ada" },
        actKey: "press-1",
      }),
    /** Something of the ticket changes that its message tells. */
    touch: () =>
      app.tell(
        eventOf({
          occurredAt: app.time.now,
          change: setTo("subject", `Leak at ${app.time.now}`),
        }),
      ),
    counts: () => app.store.outbox.counts(PORTAL_ID),
    /** What became of each try to send, with its reason. */
    results: () => resultsOf(app, `case_message:${CASE_ID}`),
    /** What the messages in Slack say of the case, oldest first. */
    states: () => caseNotices(app.notifier).map(({ state }) => state),
    /** The calls of Slack, in order. */
    methods: () => app.notifier.calls.map(({ method }) => method),
  };
}

/** What stands in the channels about cases, oldest first. */
export function caseNotices({ messages }: Pick<MemoryNotifier, "messages">): CaseNotice[] {
  return [...messages.values()].filter((notice) => notice.kind === "case");
}

export type CaseUnderTest = ReturnType<typeof caseUnderTest>;
