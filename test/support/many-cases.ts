import { sendCaseGroups } from "../../src/app/outbox/send-case-groups.ts";
import { sendCaseMessages } from "../../src/app/outbox/send-case-messages.ts";
import type { GroupNotice } from "../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  eventOf,
  HOUR,
  PORTAL_ID,
  setTo,
  snapshotOf,
} from "./app-under-test.ts";
import { officePolicy } from "./policies.ts";

/** An hour around the clock for a first response, and no warning: a case opens when the hour is over. */
export function hourPolicy(changes: Record<string, unknown> = {}) {
  return officePolicy({
    targets: [{ clock: "first_response", durationMinutes: 60, calendarId: "always" }],
    caseTriggers: { warnings: false },
    routes: [{ department: "support" }],
    ...changes,
  });
}

/** Many tickets that nobody answers, and what Slack shows of their cases. */
export function manyCases(app: AppUnderTest) {
  let made = 0;
  const notices = () => [...app.notifier.messages.values()];
  return {
    /** Opens cases a moment before now, or before `at`; says the ids of their tickets. */
    async open(
      count: number,
      { at = app.time.now, properties = {} }: { at?: number; properties?: object } = {},
    ): Promise<readonly string[]> {
      const ticketIds = Array.from({ length: count }, (_, index) => `${made + index + 1}`);
      made += count;
      const createdAt = at - HOUR - 1;
      for (const ticketId of ticketIds) {
        const snapshot = snapshotOf(ticketId, createdAt);
        const subject = `Leak ${ticketId}`;
        app.crm.putTicket(PORTAL_ID, {
          ...snapshot,
          properties: { ...snapshot.properties, subject, ...properties },
        });
      }
      await app.tell(...ticketIds.map((objectId) => eventOf({ objectId, occurredAt: createdAt })));
      return ticketIds;
    },
    /** A rep answers customers: their cases are over. */
    answer: (ticketIds: readonly string[]) =>
      app.tell(
        ...ticketIds.map((objectId) =>
          eventOf({
            objectId,
            occurredAt: app.time.now,
            change: setTo("first_agent_reply_date", String(app.time.now)),
          }),
        ),
      ),
    /** Sends until nothing is left that is due now. */
    async send(): Promise<void> {
      do {
        while ((await sendCaseMessages(app)) > 0);
      } while ((await sendCaseGroups(app)) > 0);
    },
    /** Ids of the cases with a message of their own in the channel. */
    roots: () =>
      notices().flatMap((notice) =>
        notice.kind === "case" && notice.threadTs === null ? notice.caseId : [],
      ),
    groups: (): readonly GroupNotice[] =>
      notices().filter((notice): notice is GroupNotice => notice.kind === "group"),
    posts: () => app.notifier.callsOf("post").length,
    /** By case id, the group in whose list it stands. */
    async groupOf(): Promise<ReadonlyMap<string, string | null>> {
      const ticketIds = Array.from({ length: made }, (_, index) => `${index + 1}`);
      const cases = await app.store.escalations.ofTickets(PORTAL_ID, ticketIds);
      return new Map(cases.map(({ caseId, groupId }) => [caseId, groupId]));
    },
  };
}

export type ManyCases = ReturnType<typeof manyCases>;
