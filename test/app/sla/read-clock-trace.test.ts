import { beforeEach, describe, expect, it } from "vitest";
import { type ClockQuestion, readClockTrace } from "../../../src/app/sla/read-clock-trace.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

describe("readClockTrace", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    const ofDepartment = {
      clock: "department_response",
      department: "support",
      durationMinutes: 30,
      calendarId: "office",
    };
    await app.connect({
      policy: officePolicy({ targets: [...officePolicy().targets, ofDepartment] }),
    });
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
  });

  const trace = (changes: Partial<ClockQuestion> = {}, portalId = PORTAL_ID) =>
    readClockTrace(app, portalId, { ticketId: "7", kind: "first_response", cycle: 1, ...changes });

  it("explains a clock with the policy it was counted under", async () => {
    const view = await trace();
    expect(view?.found).toMatchObject({
      clock: { kind: "first_response", state: "breached" },
      trace: { sections: [{ promise: { targetIndex: 1 }, passedOver: [{ condition: "tier" }] }] },
    });
    expect([...(view?.found?.policies.keys() ?? [])]).toEqual([1]);
    expect(view?.pipelines).toMatchObject([{ pipelineId: "0" }]);
  });

  it("explains a department's clock by the case it is made of", async () => {
    const view = await trace({ kind: "department_response" });
    const sections = view?.found?.trace.sections ?? [];
    expect(sections).toMatchObject([{ promise: { targetMs: 30 * MINUTE } }]);
    const counted = sections.flatMap(({ intervals }) => intervals.at(-1)?.usedMs ?? []);
    expect(counted).toEqual([view?.found?.clock.usedMs]);
  });

  it.each<{ name: string; question: Partial<ClockQuestion>; portalId?: string }>([
    { name: "of a cycle that there is not", question: { cycle: 2 } },
    { name: "of a kind without target", question: { kind: "update" } },
    { name: "of an unknown ticket", question: { ticketId: "404" } },
    { name: "of another portal's ticket", question: {}, portalId: OTHER_PORTAL_ID },
  ])("finds nothing $name", async ({ question, portalId }) => {
    await app.connect({ portalId: OTHER_PORTAL_ID });
    expect(await trace(question, portalId)).toMatchObject({ found: null });
  });

  it("is null when the portal is away", async () => {
    await app.connect({ state: "disconnected" });
    expect(await trace()).toBeNull();
  });
});
