import { expect, it } from "vitest";
import { ticketRecord } from "../../../sandbox/ticket-view.ts";
import { staticToken } from "../../../src/adapters/hubspot/access-tokens.ts";
import { createHubspotCrm } from "../../../src/adapters/hubspot/create-hubspot-crm.ts";
import type { NewTask } from "../../../src/ports/crm.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { NOW, PORTAL_ID, startTestCrm } from "./start-local-crm.ts";

const CLOCK_PROPERTIES = ["hs_pipeline_stage", "first_agent_reply_date", "subject"];

/** The gateway of production, unchanged, against the local CRM. */
async function startGateway() {
  const started = await startTestCrm();
  const gateway = createHubspotCrm({
    tokens: staticToken(started.crm.tokens.issueAccessToken(PORTAL_ID)),
    timeSource: started.time,
    logger: createRecordingLogger(),
    settings: { baseUrl: started.origin, timeoutMs: 5_000 },
    wait: async () => undefined,
  });
  return { ...started, gateway };
}

it("reads tickets with history and customers, one by one and in batches", async () => {
  const { portal, gateway, time } = await startGateway();
  const contact = portal.createContact({ email: "a@b.example" });
  const companies = ["Harbour", "Quay"].map((name) => portal.createCompany({ name }));
  const ids = ["a", "b", "c"].map((subject) => {
    const id = portal.createTicket({ subject, hs_pipeline_stage: "1" });
    const ticket = { type: "tickets" as const, id };
    portal.associate(ticket, { type: "contacts", id: contact });
    for (const company of companies) portal.associate(ticket, { type: "companies", id: company });
    return id;
  });
  time.advance(1_000);
  portal.updateTicket(ids[0] ?? "", { hs_pipeline_stage: "3" });

  const batch = await gateway.readTickets(PORTAL_ID, [...ids, "1"], CLOCK_PROPERTIES);
  const single = await gateway.readTickets(PORTAL_ID, ids.slice(0, 1), CLOCK_PROPERTIES);

  expect(batch.map((ticket) => ticket.ticketId)).toEqual(ids);
  expect(batch[0]).toEqual(single[0]);
  expect(single[0]).toMatchObject({
    createdAt: NOW,
    properties: { subject: "a", hs_pipeline_stage: "3" },
    history: {
      hs_pipeline_stage: [
        { at: NOW, value: "1" },
        { at: NOW + 1_000, value: "3" },
      ],
    },
    customers: [
      { kind: "company", id: companies[0], isPrimary: true },
      { kind: "company", id: companies[1], isPrimary: false },
      { kind: "contact", id: contact, isPrimary: false },
    ],
  });
});

it("provisions properties once and writes them, telling what is gone", async () => {
  const { portal, gateway } = await startGateway();
  const id = portal.createTicket({ subject: "a", hs_pipeline_stage: "1" });

  const writes = [id, "1"].map((ticketId) => ({
    id: ticketId,
    properties: { aftercare_first_response_state: "running" },
  }));
  const outcomes = await gateway.writeProperties(PORTAL_ID, "ticket", writes);
  const again = await gateway.provision(PORTAL_ID);

  expect(outcomes).toMatchObject([
    { id, ok: true },
    { id: "1", ok: false, reason: "gone" },
  ]);
  expect(again).toEqual({ created: [] });
  const { properties } = portal.read({ type: "tickets", id }) ?? {};
  expect(properties?.["aftercare_first_response_state"]).toBe("running");
});

it("makes a task, and finds it again by its marker", async () => {
  const { portal, gateway } = await startGateway();
  const contact = portal.createContact({ email: "a@b.example" });
  const task: NewTask = {
    marker: "visit-1",
    subject: "Return visit",
    body: "Ask how the press runs.",
    dueAt: NOW,
    ownerId: "501",
    associations: [{ kind: "contact", id: contact }],
  };
  expect(await gateway.findTask(PORTAL_ID, task)).toBeNull();

  const [made] = await gateway.createTasks(PORTAL_ID, [task]);
  const found = await gateway.findTask(PORTAL_ID, task);

  expect(made).toEqual({ outcome: "made", taskId: found });
  expect(portal.tasksOf({ type: "contacts", id: contact })).toHaveLength(1);
});

it("makes a note on a ticket, which its timeline shows as it was said, and finds it again", async () => {
  const { portal, gateway } = await startGateway();
  const ticketId = portal.createTicket({ subject: "a", hs_pipeline_stage: "1" });
  const note = { ticketId, text: 'Use <b>"A & B"</b>', at: NOW, deliveryKey: "note-1" };
  expect(await gateway.findNote(PORTAL_ID, note)).toBeNull();

  const made = await gateway.createNote(PORTAL_ID, note);
  const found = await gateway.findNote(PORTAL_ID, note);

  expect(made).toEqual({ outcome: "made", noteId: found });
  expect(portal.notesOf({ type: "tickets", id: ticketId })).toHaveLength(1);
  const ticket = portal.read({ type: "tickets", id: ticketId });
  expect(ticket && ticketRecord(portal, ticket).timeline).toContainEqual({
    at: NOW,
    kind: "note",
    text: 'Note: Use <b>"A & B"</b> [note-1]',
    by: "Aftercare",
  });
  const unknown = { ...note, ticketId: "404404" };
  expect(await gateway.createNote(PORTAL_ID, unknown)).toMatchObject({ outcome: "rejected" });
});

it("reads pipelines, owners and customers", async () => {
  const { portal, gateway } = await startGateway();
  const company = portal.createCompany({ name: "Harbour", total_revenue: "120000" });

  expect(await gateway.readPipelines(PORTAL_ID)).toMatchObject([
    { pipelineId: "0", stages: [{}, {}, {}, { stageId: "4", isClosed: true }] },
  ]);
  expect(await gateway.readOwners(PORTAL_ID)).toMatchObject([{ ownerId: "501", userId: "7001" }]);
  expect(
    await gateway.readCustomers(PORTAL_ID, "company", [company, "1"], ["total_revenue"]),
  ).toMatchObject([{ kind: "company", id: company, properties: { total_revenue: "120000" } }]);
});

it("reads deals, whose they are and what their stages mean", async () => {
  const { portal, gateway } = await startGateway();
  const company = portal.createCompany({ name: "Harbour" });
  const deal = portal.create("deals", { dealname: "Oven", amount: "1200", dealstage: "closedwon" });
  portal.associate({ type: "companies", id: company }, { type: "deals", id: deal });

  expect(await gateway.readDealStages(PORTAL_ID)).toMatchObject({
    contractsent: "open",
    closedwon: "won",
    closedlost: "lost",
  });
  expect(await gateway.readDealIds(PORTAL_ID, "company", [company])).toEqual(
    new Map([[company, [deal]]]),
  );
  expect(await gateway.readDeals(PORTAL_ID, [deal, "1"], null)).toEqual([
    {
      dealId: deal,
      createdAt: NOW,
      properties: {
        dealname: "Oven",
        amount: "1200",
        amount_in_home_currency: "1200",
        dealstage: "closedwon",
        closedate: new Date(NOW).toISOString(),
        hs_is_closed: "true",
        hs_is_closed_won: "true",
      },
    },
  ]);
});

it("reads tasks as people left them, writes what is different, and deletes them", async () => {
  const { portal, gateway } = await startGateway();
  const contact = portal.createContact({ email: "a@b.example" });
  const made = await gateway.createTasks(
    PORTAL_ID,
    ["one", "two"].map((marker) => ({
      marker,
      subject: "Return visit",
      body: "Ask how the press runs.",
      dueAt: NOW,
      ownerId: "501",
      associations: [{ kind: "contact", id: contact }],
    })),
  );
  const [one = "", two = ""] = made.map((task) => (task.outcome === "made" ? task.taskId : ""));
  portal.update({ type: "tasks", id: one }, { hs_task_status: "COMPLETED" });
  portal.update({ type: "tasks", id: two }, { hubspot_owner_id: "" });

  expect(await gateway.readTasks(PORTAL_ID, [one, two, "1"])).toEqual([
    { taskId: one, dueAt: NOW, ownerId: "501", isDone: true, changedBy: null },
    { taskId: two, dueAt: NOW, ownerId: null, isDone: false, changedBy: null },
  ]);
  const writes = [
    { taskId: one, isDone: false, dueAt: NOW + 60_000 },
    { taskId: two, ownerId: "501", isDone: true },
    { taskId: "1", isDone: true },
  ];
  expect(await gateway.writeTasks(PORTAL_ID, writes)).toMatchObject([
    { taskId: one, ok: true },
    { taskId: two, ok: true },
    { taskId: "1", ok: false, reason: "gone" },
  ]);
  expect(await gateway.readTasks(PORTAL_ID, [one, two])).toMatchObject([
    { dueAt: NOW + 60_000, isDone: false },
    { ownerId: "501", isDone: true },
  ]);
  await gateway.deleteTasks(PORTAL_ID, [one]);
  await gateway.deleteTasks(PORTAL_ID, [one]);
  expect(await gateway.readTasks(PORTAL_ID, [one, two])).toMatchObject([{ taskId: two }]);
});

it("reads what people did with customers, by customer and by activity", async () => {
  const { portal, gateway } = await startGateway();
  const contact = portal.createContact({ email: "a@b.example" });
  const company = portal.createCompany({ name: "Harbour" });
  const hs_timestamp = new Date(NOW).toISOString();
  const call = portal.create("calls", { hs_timestamp, hs_call_status: "NO_ANSWER" });
  const mail = portal.create("emails", { hs_timestamp, hs_email_direction: "EMAIL" });
  const meeting = portal.create("meetings", { hs_timestamp, hs_meeting_outcome: "COMPLETED" });
  const message = portal.create("communications", { hs_timestamp, hubspot_owner_id: "501" });
  const activities = [
    { type: "calls", id: call },
    { type: "emails", id: mail },
    { type: "meetings", id: meeting },
    { type: "communications", id: message },
  ] as const;
  for (const one of activities) portal.associate(one, { type: "contacts", id: contact });
  portal.associate({ type: "calls", id: call }, { type: "companies", id: company });

  const ofContact = await gateway.readTouchesOf(PORTAL_ID, "contact", [contact]);
  const [read] = await gateway.readTouches(PORTAL_ID, "call", [call, "1"]);

  const customers = [{ kind: "contact", id: contact }];
  expect(ofContact).toMatchObject([
    { kind: "call", activityId: call, at: NOW, status: "NO_ANSWER", customers },
    { kind: "meeting", activityId: meeting, outcome: "COMPLETED", customers },
    { kind: "email", activityId: mail, direction: "EMAIL", customers },
    { kind: "message", activityId: message, ownerId: "501", customers },
  ]);
  expect(read?.customers).toEqual([...customers, { kind: "company", id: company }]);
});
