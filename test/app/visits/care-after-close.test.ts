import { beforeEach, describe, expect, it } from "vitest";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const { visits } = officePolicy();
const policy = officePolicy({
  visits: {
    ...visits,
    care: [
      {
        id: "how_is_it",
        kind: "follow_up",
        name: { en: "How is it", "zh-TW": "近況", "zh-CN": "近况" },
        anchor: { on: "ticket_closed", afterDays: 5 },
      },
    ],
  },
});

describe("care after a ticket that was closed", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy });
    await app.newTicket();
    await app.tell(
      eventOf({
        occurredAt: START + 1,
        change: { kind: "associated", toObject: "company", toId: "c1", isPrimary: true },
      }),
    );
  });

  const tellAt = (occurredAt: number, name: string, value: string) =>
    app.tell(eventOf({ occurredAt, change: setTo(name, value) }));
  const visit = () => app.store.visits.find(PORTAL_ID, "after_ticket:7");
  const care = () => app.store.visits.find(PORTAL_ID, "care:how_is_it:after_ticket:7");

  it("is planned when somebody answered it, and taken back when it is open again", async () => {
    await tellAt(START + 2, "first_agent_reply_date", String(START + 2));
    await tellAt(START + 3, "hs_pipeline_stage", "4");
    expect(await care()).toMatchObject({
      state: "planned",
      kind: "follow_up",
      reason: "ticket_closed",
      careId: "how_is_it",
      customer: { kind: "company", id: "c1" },
    });
    await tellAt(START + 4, "hs_pipeline_stage", "1");
    expect(await care()).toMatchObject({ state: "cancelled" });
  });

  it("is not planned when the ticket closed without anybody's answer, nor is the return visit", async () => {
    await tellAt(START + 3, "hs_pipeline_stage", "4");
    expect(await care()).toBeNull();
    expect(await visit()).toBeNull();
  });

  it("is planned, with the return visit, when an answer is told after the closing", async () => {
    await tellAt(START + 3, "hs_pipeline_stage", "4");
    await tellAt(START + 4, "first_agent_reply_date", String(START + 2));
    expect(await care()).toMatchObject({ state: "planned" });
    expect(await visit()).toMatchObject({ state: "planned" });
  });

  it("is taken back, with the return visit, when the ticket is merged into another", async () => {
    await tellAt(START + 2, "first_agent_reply_date", String(START + 2));
    await tellAt(START + 3, "hs_pipeline_stage", "4");
    expect(await visit()).toMatchObject({ state: "planned" });
    await app.tell(
      eventOf({
        objectId: "8",
        occurredAt: START + 4,
        change: { kind: "merged", intoId: "8", loserIds: ["7"] },
      }),
    );
    expect(await care()).toMatchObject({ state: "cancelled" });
    expect(await visit()).toMatchObject({ state: "cancelled" });
  });
});
