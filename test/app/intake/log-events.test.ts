import { describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sendTicketProperties } from "../../../src/app/outbox/send-properties.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { appUnderTest, eventOf, HOUR, START, setTo } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("the log", () => {
  const open = useEmbeddedDatabase();

  it("shows the way of each event, from its delivery to what it caused", async () => {
    const app = appUnderTest(await open());
    await app.connect();
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    const event = eventOf({
      occurredAt: app.time.now,
      change: setTo("first_agent_reply_date", String(app.time.now)),
    });
    await app.tell(event);
    await sendTicketProperties(app);
    await sendCaseMessages(app);
    const { portalId, eventKey } = event;
    const sends = ["ticket_properties:7", "case_message:7-1"];
    const lines = app.logger.lines.map(({ fields, message }) => ({ ...fields, message }));
    expect(lines.filter((line) => "eventKey" in line && line.eventKey === eventKey)).toEqual([
      {
        portalId,
        deliveryId: "d2",
        eventKey,
        object: "ticket",
        objectId: "7",
        change: "property",
        message: "an event is opened",
      },
      { portalId, eventKey, state: "applied", sends, message: "an event is settled" },
    ]);
    expect(lines).toContainEqual({
      portalId,
      ticketId: "7",
      sends,
      message: "the time of a ticket has come",
    });
    for (const send of sends) {
      expect(lines).toContainEqual({
        portalId,
        send,
        state: "sent",
        message: "a send has ended",
      });
    }
  });

  it("says nothing of what customers wrote", async () => {
    const app = appUnderTest(await open());
    await app.connect();
    await app.newTicket();
    await app.tell(eventOf({ change: setTo("subject", "my secret trouble") }));
    expect(app.logger.lines.length).toBeGreaterThan(2);
    expect(JSON.stringify(app.logger.lines)).not.toContain("secret trouble");
    expect(JSON.stringify(app.logger.lines)).not.toContain("Leak");
  });
});
