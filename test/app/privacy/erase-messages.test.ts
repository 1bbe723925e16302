import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import type { Fault } from "../../../sandbox/local-slack/faults.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { rememberPosts } from "../../../src/app/outbox/remember-posts.ts";
import { sendMessageRemovals } from "../../../src/app/outbox/send-message-removals.ts";
import { erasePerson } from "../../../src/app/privacy/erase-person.ts";
import type { Notice, Notifier } from "../../../src/ports/notifier.ts";
import {
  digestNotice,
  groupNotice,
  lineOf,
  listOf,
  managerDigest,
} from "../../adapters/slack/list-notices.ts";
import {
  noticeOf,
  notifierFor,
  startLocalSlack,
  team,
} from "../../adapters/slack/slack-under-test.ts";
import { movedOf, pageOf, threadOf } from "../../adapters/slack/told-cases.ts";
import { opened } from "../../support/action-story.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  PORTAL_ID,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { CONTACT_ID, EMAIL, NAME, rowsNaming, TRACES } from "../../support/planted-person.ts";

const CHANNEL_ID = "C0000000001";
const USER_ID = "U0000000001";
const SUBJECT = `Pump of ${NAME} <${EMAIL}>`;
const contact = { kind: "contact", id: CONTACT_ID } as const;
const about = [{ object: "contact", id: CONTACT_ID }] as const;
const aboutTicket = [{ object: "ticket", id: "7" }] as const;

/** Kinds that tell of a customer: each of them has to be found again. */
type Telling = Exclude<Notice["kind"], "group_page" | "policy" | "connection" | "removed">;

describe("messages about a person who is erased", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  let slack: LocalSlack;
  let notifier: Notifier;
  let caseId: string;
  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
    slack = await startLocalSlack();
    notifier = rememberPosts(notifierFor(slack), app.store);
    await app.connect();
    const properties = { email: EMAIL, firstname: "Maria", lastname: "Lindqvist" };
    app.crm.putCustomer(PORTAL_ID, { ...contact, properties });
    await app.newTicket({
      ticketId: "7",
      properties: { subject: SUBJECT, hs_ticket_priority: "HIGH" },
    });
    await app.tell(
      eventOf({
        occurredAt: app.time.now,
        change: { kind: "associated", toObject: "contact", toId: CONTACT_ID, isPrimary: true },
      }),
    );
    app.time.now += 2 * HOUR;
    await app.tell(eventOf({ occurredAt: app.time.now, change: setTo("subject", `${SUBJECT}!`) }));
    const [found] = await app.store.escalations.ofTickets(PORTAL_ID, ["7"]);
    if (found === undefined) throw new Error("the ticket has a case");
    caseId = found.caseId;
  });
  afterEach(() => slack.stop());

  const erase = async () => {
    app.crm.dropCustomer(PORTAL_ID, contact);
    await app.tell(
      eventOf({
        ...{ object: "contact", objectId: CONTACT_ID, eventKey: "gone" },
        ...{ occurredAt: app.time.now, change: { kind: "erased" } },
      }),
    );
    await erasePerson(app, { portalId: PORTAL_ID, erasureId: "gone" });
  };
  const remove = () => sendMessageRemovals({ ...app, notifier });
  /** All that stands in any channel, and in any direct message. */
  const told = () =>
    JSON.stringify(slack.channels().map(({ channelId }) => slack.messages(channelId)));
  const post = async (notice: Notice) => {
    const outcome = await notifier.post(notice);
    if (outcome.outcome !== "sent") throw new Error(`it is posted: ${JSON.stringify(outcome)}`);
    return outcome.ref;
  };

  const place = { portalId: PORTAL_ID, teamId: team.teamId, channelId: CHANNEL_ID };
  const base = {
    ...{ ...place, threadTs: null, deliveryId: "1-x", revision: 1, language: "en" as const },
    now: Date.parse("2026-06-09T08:00:00Z"),
  };
  const visit = {
    ...({
      customerName: NAME,
      url: null,
      care: "visit",
      channel: "phone",
      dueAt: base.now,
    } as const),
    ...({ colour: "red", about } as const),
  };

  function everyKind(): Readonly<Record<Telling, Notice>> {
    const ticket = { ...noticeOf().ticket, id: "7", subject: SUBJECT, customerName: NAME };
    const line = lineOf({ caseId, subject: SUBJECT, customerName: NAME });
    const exhausted = { ...line, departmentName: "D", exhaustedAt: base.now, told: [] };
    return {
      case: noticeOf({ ...place, caseId, ticket }),
      thread: threadOf({ ...place, threadTs: null, caseId, subject: SUBJECT }),
      moved: movedOf({ ...place, subject: SUBJECT, about: [{ object: "case", id: caseId }] }),
      page: pageOf({ ...place, channelId: USER_ID, caseId, ticket, message: null }),
      group: groupNotice({ ...place, live: listOf(line), choices: [line] }),
      digest: digestNotice({ ...place, solved: listOf(line) }),
      manager_digest: managerDigest({
        ...place,
        exhausted: listOf(exhausted),
        suggestions: { lines: [{ customerName: NAME, text: EMAIL, by: "A", about }], total: 1 },
      }),
      complaint: {
        ...{ ...base, kind: "complaint", occasion: "confirmed", subject: SUBJECT, url: "" },
        ...{ severity: null, text: EMAIL, by: null, missing: [], dueAt: null, called: [] },
        about: aboutTicket,
      },
      action: {
        ...{ ...base, kind: "action", event: opened, title: SUBJECT, url: null, owner: null },
        ...{ overdueDays: 0, recurrences: 0, customersWaiting: 0, called: [] },
        about: aboutTicket,
      },
      recurrence: {
        ...{ ...base, kind: "recurrence", category: null, product: null, terms: [], total: 1 },
        ...{ customers: 1, sinceAt: base.now, tickets: [{ subject: SUBJECT, url: null }] },
        about: aboutTicket,
      },
      visit: {
        ...{ ...base, ...visit, channelId: USER_ID, kind: "visit", occasion: "deleted" },
        attempts: 1,
      },
      visit_day: {
        ...{ ...base, channelId: USER_ID, kind: "visit_day", role: "owner", date: "2026-06-09" },
        due: {
          lines: [{ ...visit, care: "visit", overdueDays: 0, ownerName: null }],
          total: 1,
        },
        overdue: { lines: [], total: 0 },
      },
    };
  }

  it("lose their words, whatever their kind, and nothing is left anywhere", async () => {
    for (const notice of Object.values(everyKind())) await post(notice);
    const other = await post(noticeOf({ ...place, caseId: "99-1" }));
    for (const trace of [NAME, EMAIL]) expect(told()).toContain(trace);
    await erase();
    expect(await remove()).toBe(Object.keys(everyKind()).length);
    for (const trace of [NAME, EMAIL, CONTACT_ID, "Pump of"]) expect(told()).not.toContain(trace);
    expect(told().match(/Removed on the person/g)?.length).toBeGreaterThan(11);
    expect(await rowsNaming(db, PORTAL_ID, TRACES)).toEqual({});
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ unknown: 0, dead: 0 });
    // What tells of others stays, and is still known.
    expect(told()).toContain("Printer on floor 3");
    expect(await app.store.postedMessages.find(PORTAL_ID, other)).not.toBeNull();
  });

  it("says so in the portal's language", async () => {
    const portal = await app.store.portals.find(PORTAL_ID);
    if (portal === null) throw new Error("the portal is known");
    await app.store.portals.save({ ...portal, language: "zh-TW" });
    await post(everyKind().complaint);
    await erase();
    await remove();
    expect(told()).toContain("已應當事人要求移除。");
  });

  it("are found again though the answer to the post was lost", async () => {
    const { complaint } = everyKind();
    await notifierFor(slack).post(complaint);
    await notifier.find(complaint, 0);
    await erase();
    await remove();
    expect(told()).not.toContain(NAME);
  });

  it.each(["complaint", "visit", "case"] as const)(
    "lose their words at once when they were composed before and are posted after: %s",
    async (kind) => {
      const notice = { ...everyKind()[kind], now: app.time.now };
      await erase();
      await remove();
      await post(notice);
      expect(told()).toContain(NAME);
      expect(await remove()).toBe(1);
      expect(told()).not.toContain(NAME);
      expect(await rowsNaming(db, PORTAL_ID, TRACES)).toEqual({});
    },
  );

  it("keep their words when they were composed after", async () => {
    await erase();
    app.time.now += HOUR;
    await post({ ...everyKind().complaint, now: app.time.now });
    expect(await remove()).toBe(0);
    expect(told()).not.toContain("Removed on the person");
  });

  it("are found in the ticket of somebody else that names the person", async () => {
    await app.newTicket({
      ticketId: "8",
      properties: { subject: `Ask ${NAME}`, hs_ticket_priority: "LOW" },
    });
    await post({ ...everyKind().complaint, about: [{ object: "ticket", id: "8" }] });
    await erase();
    await remove();
    expect(told()).not.toContain(NAME);
  });

  it.each(["cant_update_message", "edit_window_closed"])(
    "are deleted where Slack lets nobody edit them: %s",
    async (error) => {
      await post(everyKind().complaint);
      await erase();
      slack.faults.next("chat.update", { kind: "error", error });
      await remove();
      expect(slack.messages(CHANNEL_ID)).toEqual([]);
      expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ unknown: 0, dead: 0 });
    },
  );

  it("are done with where somebody deleted them", async () => {
    const ref = await post(everyKind().complaint);
    await notifierFor(slack).delete(everyKind().complaint, ref);
    await erase();
    await remove();
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ unknown: 0, dead: 0 });
    expect(await app.store.postedMessages.find(PORTAL_ID, ref)).toBeNull();
  });

  it("are told with their place where the channel is gone", async () => {
    const ref = await post(everyKind().complaint);
    await erase();
    slack.deleteChannel(CHANNEL_ID);
    await remove();
    const entries = await app.store.audit.of(PORTAL_ID, "erasure:gone", 9);
    const left = entries.find(({ action }) => action === "message_left");
    expect(left?.detail).toEqual({ ...ref, teamId: team.teamId, reason: "channel_not_found" });
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ dead: 1 });
    expect(await rowsNaming(db, PORTAL_ID, TRACES)).toEqual({});
  });

  it("are told with their place where Slack allows neither", async () => {
    await post(everyKind().complaint);
    await erase();
    slack.faults.next("chat.update", { kind: "error", error: "edit_window_closed" });
    slack.faults.next("chat.delete", {
      kind: "error",
      error: "compliance_exports_prevent_deletion",
    });
    await remove();
    expect(await app.store.audit.of(PORTAL_ID, "erasure:gone", 9)).toMatchObject([
      { action: "message_left", detail: { reason: "compliance_exports_prevent_deletion" } },
      { action: "person_erased" },
    ]);
  });

  it.each<{ name: string; fault: Fault }>([
    { name: "Slack asks to wait", fault: { kind: "rate_limited", retryAfterSeconds: 30 } },
    { name: "the answer is lost", fault: { kind: "no_answer", when: "after" } },
    { name: "the app was removed", fault: { kind: "error", error: "account_inactive" } },
  ])("are tried again later: $name", async ({ fault }) => {
    await post(everyKind().complaint);
    await erase();
    slack.faults.next("chat.update", fault);
    await remove();
    app.time.now += HOUR;
    // Another process, which paces its calls anew.
    notifier = rememberPosts(notifierFor(slack), app.store);
    expect(await remove()).toBe(1);
    expect(told()).not.toContain(NAME);
    expect(await remove()).toBe(0);
  });
});
