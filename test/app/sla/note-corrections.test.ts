import { beforeEach, describe, expect, it } from "vitest";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("a breach that late news takes back", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + 3 * HOUR;
    await app.tell(
      eventOf({ occurredAt: START + 2 * HOUR, change: setTo("subject", "Leak again") }),
    );
  });

  const answeredAt = (at: number) =>
    app.tell(
      eventOf({ occurredAt: at, change: setTo("hs_first_agent_message_sent_at", String(at)) }),
    );
  const entries = () => app.store.audit.of(PORTAL_ID, "ticket:7", 10);

  it("is written down, with what was believed before", async () => {
    await answeredAt(START + 60_000);
    expect(await entries()).toMatchObject([
      {
        actor: "aftercare",
        action: "breach_corrected",
        detail: { clock: "first_response", cycle: 1, state: "met", policyVersionBefore: 1 },
      },
    ]);
  });

  it("is written down once, however often it is told", async () => {
    await answeredAt(START + 60_000);
    await answeredAt(START + 60_000);
    expect(await entries()).toHaveLength(1);
  });

  it("is no correction when the answer came too late all the same", async () => {
    await answeredAt(START + 2 * HOUR);
    expect(await entries()).toEqual([]);
  });
});
