import { beforeEach, expect, it } from "vitest";
import { messagesOf, writeMessage } from "../../sandbox/conversation.ts";
import type { LocalPortal } from "../../sandbox/local-crm/local-portal.ts";
import { manifestSubscriptions } from "../../sandbox/local-crm/subscriptions.ts";
import { createTestCrm } from "./local-crm/start-local-crm.ts";
import { startReceiver } from "./local-crm/start-receiver.ts";

const USER = { userId: 7001, email: "rep@example.com", firstName: "Robin", lastName: "Reed" };
const MINUTE_MS = 60_000;

let portal: LocalPortal;
let crm: ReturnType<typeof createTestCrm>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let ticketId: string;

beforeEach(async () => {
  receiver = await startReceiver();
  crm = createTestCrm({
    webhookUrl: () => receiver.url,
    subscriptions: manifestSubscriptions("object"),
  });
  ({ portal } = crm);
  const contactId = portal.createContact({ firstname: "志明", lastname: "陳" });
  ticketId = portal.createTicket({ subject: "印表機卡紙", content: "It jams." });
  portal.associate({ type: "tickets", id: ticketId }, { type: "contacts", id: contactId });
});

const write = (from: "rep" | "customer", text: string) => {
  crm.time.advance(MINUTE_MS);
  writeMessage(portal, ticketId, { from, text, user: USER, now: crm.time.now() });
};
const messages = () => {
  const ticket = portal.read({ type: "tickets", id: ticketId });
  return ticket === null ? [] : messagesOf(portal, ticket);
};

it("begins with what the ticket says, and goes on with who wrote what", () => {
  write("rep", "Have you tried <b>another</b> tray?");
  write("customer", "Yes.");
  expect(messages().map(({ from, author, text }) => [from, author, text])).toEqual([
    ["customer", "陳志明", "It jams."],
    ["rep", "Robin Reed", "Have you tried <b>another</b> tray?"],
    ["customer", "陳志明", "Yes."],
  ]);
});

it("is an email of the CRM that hangs on the ticket and on its customer", () => {
  write("rep", "We come.");
  const [email] = portal.list("emails");
  expect(email?.properties).toMatchObject({
    hs_email_direction: "EMAIL",
    hs_email_subject: "Re: 印表機卡紙",
    hs_email_text: "We come.",
    hubspot_owner_id: "501",
  });
  const ref = { type: "emails", id: email?.id ?? "" } as const;
  expect(portal.associated(ref, "tickets")).toEqual([ticketId]);
  expect(portal.associated(ref, "contacts")).toHaveLength(1);
});

it("goes out as HubSpot tells it: the email, its links, and who wrote last", async () => {
  write("customer", "Any news?");
  await crm.crm.webhooks.flush();
  const told = receiver
    .events()
    .map(({ subscriptionType, objectTypeId, propertyName }) =>
      [subscriptionType, objectTypeId, propertyName].filter(Boolean).join(" "),
    );
  expect(told).toContain("object.creation 0-49");
  expect(told).toContain("object.propertyChange 0-5 hs_last_message_received_at");
  expect(told).not.toContain("object.propertyChange 0-5 hs_last_message_sent_at");
});
