import { pressCase } from "../../src/app/escalation/press-case.ts";
import { sendCaseMessages } from "../../src/app/outbox/send-case-messages.ts";
import { sendCasePages } from "../../src/app/outbox/send-case-pages.ts";
import { sendCaseThreads } from "../../src/app/outbox/send-case-threads.ts";
import { sweep } from "../../src/app/sla/sweep.ts";
import type { CaseActDetail } from "../../src/domain/escalation/case-act.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { type AppUnderTest, MINUTE, PORTAL_ID, START, TEAM_ID } from "./app-under-test.ts";
import { CASE_ID } from "./case-under-test.ts";
import { officePolicy } from "./policies.ts";

const TICKET_ID = "7";
export const LEAD = { name: "Mei Lin", email: "mei@example.com" };
export const DEPUTY = { name: "Bo Chen", email: "bo@example.com" };
export const LEAD_USER = "U0000000MEI";
export const DEPUTY_USER = "U00000000BO";

/** The department's lead first, a quarter of an hour later its deputy, twice through. */
export function ladderPolicy(
  changes: Record<string, unknown> = {},
  department: object = {},
): Policy {
  const { departments } = officePolicy();
  return officePolicy({
    departments: departments.map((one) =>
      one.id === "support" ? { ...one, lead: LEAD, deputies: [DEPUTY], ...department } : one,
    ),
    ladders: [
      {
        id: "standard",
        levels: [
          { tell: ["lead"], waitMinutes: 15 },
          { tell: ["deputies"], waitMinutes: 15 },
        ],
        repeats: 1,
      },
    ],
    ...changes,
  });
}

/** Ticket 7 with a case that climbs; its people are in Slack. */
export function ladderUnderTest(app: AppUnderTest) {
  let presses = 0;
  async function after(ms: number): Promise<void> {
    app.time.now += ms;
    await sweep(app);
  }
  /** A sweep would find nothing at the minutes before. */
  async function nextMinuteDue(): Promise<void> {
    const row = await app.store.tickets.find(PORTAL_ID, TICKET_ID);
    const dueAt = row?.nextDueAt ?? Number.NaN;
    await after(Math.max(MINUTE, Math.ceil(dueAt / MINUTE) * MINUTE - app.time.now));
  }
  return {
    /** The case has opened and its first level was told; nothing was sent yet. */
    async openCase(policy: Policy = ladderPolicy()): Promise<void> {
      app.chatDirectory.put(LEAD.email, LEAD_USER);
      app.chatDirectory.put(DEPUTY.email, DEPUTY_USER);
      await app.connect({ policy });
      await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
      app.time.now = START;
      while ((await app.store.escalations.find(PORTAL_ID, CASE_ID)) === null) await nextMinuteDue();
    },
    after,
    act: (detail: Exclude<CaseActDetail, { readonly act: "escalated" }>, caseId = CASE_ID) => {
      presses += 1;
      return pressCase(app, {
        teamId: TEAM_ID,
        portalId: PORTAL_ID,
        caseId,
        detail,
        by: { id: "U1", name: "ada" },
        actKey: `press-${presses}`,
      });
    },
    /** Sends all that is due by now, in the order in which people should see it. */
    async send(): Promise<void> {
      await sendCaseMessages(app);
      await sendCaseThreads(app);
      while ((await sendCasePages(app)) > 0);
    },
  };
}

export type LadderUnderTest = ReturnType<typeof ladderUnderTest>;
