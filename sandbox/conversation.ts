import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { RecordRef } from "./local-crm/portal-state.ts";
import type { CrmUser } from "./page-contract.ts";
import type { ConversationMessage, Reply } from "./page-record-contract.ts";
import { contactName, linked, ownerName, propertyOf } from "./record-words.ts";

/**
 * What customer and rep write to each other on a ticket. As in HubSpot a message is an email of the CRM
 * that hangs on the ticket and its customer, and it moves the ticket's own properties of who wrote last.
 */

const SUBJECT_LIMIT = 250;
const MESSAGES_LIMIT = 100;

export function writeMessage(
  portal: LocalPortal,
  ticketId: string,
  message: Reply & { readonly user: CrmUser; readonly now: number },
): void {
  const { from, text, user, now } = message;
  const by = from === "rep" ? { userId: user.userId, at: now } : { at: now };
  const ticket = { type: "tickets", id: ticketId } as const;
  const owner = portal.owners().find(({ userId }) => userId === user.userId);
  const subject = portal.read(ticket)?.properties["subject"] ?? "";
  const id = portal.create(
    "emails",
    {
      hs_email_subject: `Re: ${subject}`.slice(0, SUBJECT_LIMIT),
      hs_email_text: text,
      hs_email_direction: from === "rep" ? "EMAIL" : "INCOMING_EMAIL",
      hs_email_status: "SENT",
      hs_timestamp: new Date(now).toISOString(),
      ...(from === "rep" && owner !== undefined ? { hubspot_owner_id: owner.id } : {}),
    },
    by,
  );
  const email = { type: "emails", id } as const;
  for (const record of [ticket, ...customersOf(portal, ticket)]) {
    portal.associate(email, record, by);
  }
  if (from === "rep") portal.replyToCustomer(ticketId, by);
  else portal.customerWrites(ticketId, by);
}

/** Oldest first; the ticket's own text is what the customer wrote first. */
export function messagesOf(portal: LocalPortal, ticket: RecordView): ConversationMessage[] {
  const ref = { type: "tickets", id: ticket.id } as const;
  const [contact] = linked(portal, ref, "contacts");
  const customer = contact === undefined ? null : contactName(contact);
  const content = propertyOf(ticket, "content");
  const first: ConversationMessage[] =
    content === undefined
      ? []
      : [
          {
            messageId: ticket.id,
            at: ticket.createdAt,
            from: "customer",
            author: customer,
            text: content,
          },
        ];
  const emails = linked(portal, ref, "emails").map((email): ConversationMessage => {
    const isOwn = propertyOf(email, "hs_email_direction") === "EMAIL";
    return {
      messageId: email.id,
      at: email.createdAt,
      from: isOwn ? "rep" : "customer",
      author: isOwn ? ownerName(portal, propertyOf(email, "hubspot_owner_id")) : customer,
      text: propertyOf(email, "hs_email_text") ?? "",
    };
  });
  return [...first, ...emails.sort((a, b) => a.at - b.at)].slice(-MESSAGES_LIMIT);
}

function customersOf(portal: LocalPortal, ticket: RecordRef): readonly RecordRef[] {
  return (["contacts", "companies"] as const).flatMap((type) =>
    portal.associated(ticket, type).map((id) => ({ type, id })),
  );
}
