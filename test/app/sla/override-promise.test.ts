import { beforeEach, describe, expect, it } from "vitest";
import { pressTicket, type TicketPress } from "../../../src/app/sla/press-ticket.ts";
import { readTicketCard } from "../../../src/app/sla/read-ticket-card.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };
const guest = { userId: "2", email: "guest@firm.test" };

describe("changing a promise by hand", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy({ overriddenBy: ["Rosa@Firm.test"] }) });
    await app.newTicket();
  });

  const override = (changes: Partial<TicketPress> = {}) =>
    pressTicket(app, {
      portalId: PORTAL_ID,
      ticketId: "7",
      by: rosa,
      actKey: `key-${app.time.now}-override`,
      act: {
        kind: "overridden",
        clock: "resolution",
        durationMinutes: 60,
        reason: "Promised on the phone",
        endsInDays: 1,
      },
      ...changes,
    });
  const resolution = async () => {
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    return row?.clocks.find((clock) => clock.kind === "resolution");
  };

  it("promises something else from now on, and until its end; time used stays used", async () => {
    app.time.now = START + 20 * MINUTE;
    expect(await override()).toEqual({ outcome: "done" });
    expect(await resolution()).toMatchObject({
      targetMs: HOUR,
      usedMs: 20 * MINUTE,
      dueAt: START + HOUR,
    });
    expect(await readTicketCard(app, PORTAL_ID, "7")).toMatchObject({
      row: {
        ticket: {
          overrides: [
            {
              at: START + 20 * MINUTE,
              clock: "resolution",
              by: { id: "1", name: "Rosa Rep" },
              endsAt: START + 20 * MINUTE + 24 * HOUR,
            },
          ],
        },
      },
    });
  });

  it("is noted for the audit, once however often it is told", async () => {
    const actKey = "key-once-override";
    await override({ actKey });
    expect(await override({ actKey })).toEqual({ outcome: "done" });
    expect(await app.store.audit.of(PORTAL_ID, "ticket:7", 10)).toEqual([
      {
        at: START,
        actor: "1",
        action: "ticket_overridden",
        subject: "ticket:7",
        from: "card",
        detail: {
          actKey,
          name: "Rosa Rep",
          clock: "resolution",
          durationMinutes: 60,
          reason: "Promised on the phone",
          endsInDays: 1,
        },
      },
    ]);
  });

  it.each<{ name: string; changes: Partial<TicketPress>; reason: string }>([
    {
      name: "by somebody whom the policy does not name",
      changes: { by: guest },
      reason: "not_allowed",
    },
    {
      name: "by somebody without an address",
      changes: { by: { userId: "1", email: "" } },
      reason: "not_allowed",
    },
    {
      name: "of a clock that the ticket does not have",
      changes: {
        act: {
          kind: "overridden",
          clock: "update",
          durationMinutes: 60,
          reason: "Why not",
          endsInDays: 1,
        },
      },
      reason: "no_open_clock",
    },
  ])("is refused $name", async ({ changes, reason }) => {
    expect(await override(changes)).toEqual({ outcome: "refused", reason });
    expect(await app.store.audit.of(PORTAL_ID, "ticket:7", 10)).toEqual([]);
  });

  it("is refused on a closed ticket", async () => {
    await app.tell(eventOf({ occurredAt: START + 1, change: setTo("hs_pipeline_stage", "4") }));
    expect(await override()).toEqual({ outcome: "refused", reason: "closed" });
  });
});
