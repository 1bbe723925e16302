import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Touch } from "../../src/domain/visits/touch.ts";
import type { Store } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { answerOf, requestOf } from "./feedback-contract.ts";
import { ticketRowOf } from "./ticket-samples.ts";

const DAY_MS = 86_400_000;
const KEPT_DAYS = 100;
const CLOSED = "4";
const before = TEST_NOW - KEPT_DAYS * DAY_MS;
const ALL = { before, closedStages: [CLOSED], limit: 1_000 };

const OPEN = [
  ...["ticket", "unfolded ticket", "complaint", "case", "action", "cause", "visit"],
  ...["send", "note to make", "score to follow up"],
] as const;

type World = { readonly db: Database; readonly store: Store };

/** What policies keep for a time only, and what is never deleted. */
export function retentionContract(open: OpenTestDatabase): void {
  const openWorld = async (): Promise<World> => {
    const db = await open();
    return { db, store: createStore(db) };
  };

  it("never deletes what something open needs, and everything else that is old", async () => {
    const world = await openWorld();
    let runs = 0;
    const subject = fc.record({
      ageDays: fc.constantFrom(0, KEPT_DAYS, KEPT_DAYS + 1, 400),
      open: fc.subarray([...OPEN], { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(subject, { minLength: 1, maxLength: 6 }), async (subjects) => {
        runs += 1;
        const named = subjects.map((one, at) => ({ ...one, ticketId: `${runs}-${at}` }));
        for (const one of named) await plant(world, one);
        await world.store.retention.cut(PORTAL, { ...ALL, kind: "surveys" });
        await world.store.retention.cut(PORTAL, { ...ALL, kind: "messages" });
        for (const { ticketId, ageDays, open: by } of named) {
          const isKept = (own: string) =>
            ageDays <= KEPT_DAYS || by.some((one) => NEEDS[one].includes(own));
          expect(await found(world, ticketId)).toEqual({
            answer: isKept("answer"),
            request: isKept("request"),
            note: isKept("note"),
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it("never deletes a customer's last real contact, and every other one that is old", async () => {
    const { store } = await openWorld();
    let runs = 0;
    const reached = fc.record({
      ageDays: fc.constantFrom(0, KEPT_DAYS, KEPT_DAYS + 1, 300, 400),
      isReal: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(reached, { minLength: 1, maxLength: 8 }), async (all) => {
        runs += 1;
        const customer = { kind: "company" as const, id: `run-${runs}` };
        const touches = all.map(({ ageDays, isReal }, at) =>
          touchOf({ customer, isReal, touchId: `call:${at}`, at: daysAgo(ageDays) }),
        );
        await store.touches.save(PORTAL, touches);
        const lastReal = await store.touches.lastReal(PORTAL, [customer]);
        await store.retention.cut(PORTAL, { ...ALL, kind: "touches" });
        expect(await store.touches.lastReal(PORTAL, [customer])).toEqual(lastReal);
        const left = await store.touches.since(PORTAL, [customer], 0);
        const isNew = ({ at }: Touch) => at >= before;
        expect(left.filter(isNew)).toHaveLength(touches.filter(isNew).length);
        expect(left.filter((touch) => !isNew(touch)).length).toBeLessThanOrEqual(1);
        expect(left.every((touch) => isNew(touch) || touch.isReal)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  describe("a cut", () => {
    it("takes so many rows at most, and goes on where it ended", async () => {
      const world = await openWorld();
      for (let at = 0; at < 5; at += 1) {
        await plant(world, { ticketId: `t${at}`, ageDays: 400, open: [] });
      }
      const cut = () => world.store.retention.cut(PORTAL, { ...ALL, kind: "surveys", limit: 2 });
      expect(await cut()).toEqual({ survey_answer: 2, survey_request: 2 });
      expect(await cut()).toEqual({ survey_answer: 2, survey_request: 2 });
      expect(await cut()).toEqual({ survey_answer: 1, survey_request: 1 });
      expect(await cut()).toEqual({});
    });

    it("is of one portal, and of one kind", async () => {
      const world = await openWorld();
      await plant(world, { ticketId: "t", ageDays: 400, open: [] });
      const { retention } = world.store;
      expect(await retention.cut(OTHER_PORTAL, { ...ALL, kind: "surveys" })).toEqual({});
      expect(await retention.cut(PORTAL, { ...ALL, kind: "touches" })).toEqual({});
      expect(await retention.cut(PORTAL, { ...ALL, kind: "messages" })).toEqual({
        ticket_note: 1,
      });
      expect(await found(world, "t")).toEqual({ answer: true, request: true, note: false });
    });

    it("takes the same within the wall around its portal", async () => {
      const world = await openWorld();
      await plant(world, { ticketId: "t", ageDays: 400, open: [] });
      const { retention, within } = world.store;
      const cut = () => retention.cut(PORTAL, { ...ALL, kind: "surveys" });
      expect(await within(OTHER_PORTAL, cut)).toEqual({});
      expect(await within(PORTAL, cut)).toEqual({ survey_answer: 1, survey_request: 1 });
    });

    it("counts a ticket that the CRM deleted as closed", async () => {
      const world = await openWorld();
      await plant(world, { ticketId: "t", ageDays: 400, open: ["ticket"], isGone: true });
      await world.store.retention.cut(PORTAL, { ...ALL, kind: "surveys" });
      expect(await found(world, "t")).toEqual({ answer: false, request: false, note: true });
    });

    it("leaves scores that are properties of the CRM, which would come back", async () => {
      const { store } = await openWorld();
      const old = { at: daysAgo(400), ticketId: null };
      await store.surveys.save(PORTAL, [
        answerOf("a", { ...old, source: "contact_property" }),
        answerOf("b", { ...old, source: "ticket_property" }),
        answerOf("c", { ...old, source: "rating_link" }),
      ]);
      await store.surveys.markFollowed(PORTAL, ["a", "b", "c"], TEST_NOW);
      expect(await store.retention.cut(PORTAL, { ...ALL, kind: "surveys" })).toEqual({
        survey_answer: 1,
      });
    });

    it("leaves a rating link that can still be used", async () => {
      const { store } = await openWorld();
      await store.surveys.ask(PORTAL, [
        requestOf("t", { askedAt: daysAgo(400), expiresAt: daysAgo(KEPT_DAYS) }),
      ]);
      expect(await store.retention.cut(PORTAL, { ...ALL, kind: "surveys" })).toEqual({});
    });
  });
}

/** What each open thing keeps. */
const OF_TICKET = ["answer", "request", "note"];
const NEEDS: Readonly<Record<(typeof OPEN)[number], readonly string[]>> = {
  ticket: OF_TICKET,
  "unfolded ticket": OF_TICKET,
  complaint: OF_TICKET,
  case: OF_TICKET,
  action: OF_TICKET,
  cause: OF_TICKET,
  visit: OF_TICKET,
  send: ["note"],
  "note to make": ["note"],
  "score to follow up": ["answer"],
};

type Subject = {
  readonly ticketId: string;
  readonly ageDays: number;
  readonly open: readonly (typeof OPEN)[number][];
  readonly isGone?: boolean;
};

const daysAgo = (days: number) => TEST_NOW - days * DAY_MS;

function touchOf(changes: Pick<Touch, "customer" | "touchId" | "at" | "isReal">): Touch {
  return { kind: "call", ownerId: null, source: "crm", ...changes };
}

/** An answer, a question and a message of one ticket, and what is open about it. */
async function plant({ db, store }: World, subject: Subject): Promise<void> {
  const { ticketId, ageDays, open, isGone = false } = subject;
  const at = daysAgo(ageDays);
  const row = ticketRowOf(ticketId);
  const stageId = open.includes("ticket") ? "1" : CLOSED;
  const gone = isGone ? { at, reason: "deleted" as const } : null;
  await store.tickets.save(PORTAL, [
    { ...row, ticket: { ...row.ticket, ticketId, stages: [{ at, stageId }], gone } },
  ]);
  await store.surveys.save(PORTAL, [answerOf(ticketId, { ticketId, at })]);
  if (!open.includes("score to follow up")) {
    await store.surveys.markFollowed(PORTAL, [ticketId], at);
  }
  await store.surveys.ask(PORTAL, [requestOf(ticketId, { askedAt: at, expiresAt: at })]);
  await store.ticketNotes.add(PORTAL, {
    ...{ noteId: ticketId, ticketId, caseId: `case-${ticketId}` },
    ...{ author: "Anna", body: "The pump was changed", saidAt: at },
  });
  if (!open.includes("note to make")) await store.ticketNotes.setCrmNote(PORTAL, ticketId, "901");
  for (const one of open) {
    for (const text of ROWS[one]) await db.run(text, [PORTAL, ticketId]);
  }
  if (open.includes("visit")) {
    await store.visits.save(PORTAL, [plannedVisit({ visitId: `visit:${ticketId}`, ticketId })]);
  }
}

const NO_ROWS: readonly string[] = [];
/** Of what no port makes a row alone. */
const ROWS: Readonly<Record<(typeof OPEN)[number], readonly string[]>> = {
  ticket: NO_ROWS,
  "unfolded ticket": ["update ticket set state = null where portal_id = $1 and ticket_id = $2"],
  complaint: [
    `insert into complaint (portal_id, ticket_id, state, is_open) values ($1, $2, 'open', true)
     on conflict (portal_id, ticket_id) do update set is_open = true`,
  ],
  case: [
    `insert into escalation (portal_id, case_id, ticket_id, department, state, opened_at, triggers,
       steps, revision)
     values ($1, 'case-' || $2::text, $2, 'support', 'open', now(), '[]', '[]', 1)`,
  ],
  action: [
    `insert into corrective_action (portal_id, action_id, ticket_id, state, is_open, opened_at)
     values ($1, 'action-' || $2::text, $2, '{}', true, now())`,
  ],
  cause: [
    `insert into corrective_action (portal_id, action_id, state, is_open, opened_at)
     values ($1, 'recurrence:cause-' || $2::text || ':2', '{}', true, now())`,
    `insert into recurrence_ticket (portal_id, ticket_id, recurrence_key, added_at)
     values ($1, $2, 'cause-' || $2::text, now())`,
  ],
  visit: NO_ROWS,
  send: [
    `insert into outbox (portal_id, kind, subject_id, revision, state, available_at, requested_at)
     values ($1, 'ticket_note', $2, 1, 'waiting', now(), now())`,
  ],
  "note to make": NO_ROWS,
  "score to follow up": NO_ROWS,
};

async function found({ db, store }: World, ticketId: string) {
  const about = { customers: [], ticketIds: [ticketId], limit: 9 };
  const note = await db.query(
    "select from ticket_note where portal_id = $1 and note_id = $2::text",
    [PORTAL, ticketId],
  );
  return {
    answer: (await store.surveys.of(PORTAL, about)).length === 1,
    request: (await store.surveys.requestsOf(PORTAL, [ticketId])).length === 1,
    note: note.rowCount === 1,
  };
}
