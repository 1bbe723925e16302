import { z } from "zod";
import { AppState, ChatView, StandingChatFault } from "./page-chat-contract.ts";
import { ConversationMessage, EditableProperty, TaskLine } from "./page-record-contract.ts";
import { Troubles } from "./page-trouble-contract.ts";

/** What the sandbox's page and its server say to each other. Instants are epoch milliseconds. */

const Count = z.int().nonnegative();
const Instant = z.number();
const Id = z.string().min(1).max(64);

export const Variant = z.enum(["default", "success", "warning", "danger", "info"]);
export type Variant = z.infer<typeof Variant>;

/** received = applied + ignored + waiting + dead, or something was lost. */
export const Equation = z.strictObject({
  received: Count,
  applied: Count,
  ignored: Count,
  waiting: Count,
  dead: Count,
});
export type Equation = z.infer<typeof Equation>;

export const PortalStatus = z.strictObject({
  portalId: Id,
  timeZone: z.string(),
  mode: z.enum(["observe", "partly", "live"]),
  equation: Equation,
  /** Calls of HubSpot's API so far. */
  crmCalls: Count,
});
export type PortalStatus = z.infer<typeof PortalStatus>;

/** The person whose CRM screen this is. */
export const CrmUser = z.strictObject({
  userId: z.int(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
export type CrmUser = z.infer<typeof CrmUser>;

export const SandboxState = z.strictObject({
  now: Instant,
  isPaused: z.boolean(),
  /** Seconds of the sandbox in one of the machine. */
  speed: z.number().positive(),
  /** The first one is shown. */
  portals: z.array(PortalStatus).min(1),
  counts: z.strictObject({ tickets: Count, contacts: Count, companies: Count, tasks: Count }),
  /** The ticket with which a first visit begins; null when it is closed. */
  firstTicket: z.strictObject({ ticketId: Id, subject: z.string() }).nullable(),
  appId: z.int(),
  user: CrmUser,
  /** Who may be looked over the shoulder, that person among them. */
  people: z.array(CrmUser),
  /** All that the CRM has, those with the app and those without. */
  accounts: z.array(z.strictObject({ portalId: Id, name: z.string(), isConnected: z.boolean() })),
  /** Where a browser begins to install the app; null when it cannot be. */
  installUrl: z.string().nullable(),
  troubles: Troubles,
});
export type SandboxState = z.infer<typeof SandboxState>;

/** The clock that is worst off, shown as a coloured dot. */
const WorstClock = z.strictObject({ variant: Variant, label: z.string() });

export const TicketLine = z.strictObject({
  ticketId: Id,
  subject: z.string(),
  customer: z.string().nullable(),
  stage: z.string(),
  priority: z.string().nullable(),
  clock: WorstClock.nullable(),
  /** Whose it is; null when it is nobody's. */
  ownerUserId: z.int().nullable(),
  isClosed: z.boolean(),
  createdAt: Instant,
});
export type TicketLine = z.infer<typeof TicketLine>;

/** `total` counts all that match; only the first ones are sent. */
export const TicketList = z.strictObject({ total: Count, tickets: z.array(TicketLine) });
export type TicketList = z.infer<typeof TicketList>;

const Option = z.strictObject({ value: z.string(), label: z.string() });
/** A property that the page offers as a select; `value` empty when it is unset. */
export const Choice = z.strictObject({
  property: z.string(),
  value: z.string(),
  options: z.array(Option),
});
export type Choice = z.infer<typeof Choice>;

const Detail = z.strictObject({ label: z.string(), value: z.string() });

export const TimelineEntry = z.strictObject({
  at: Instant,
  kind: z.enum(["created", "change", "rep_reply", "customer_message", "task", "note", "aftercare"]),
  text: z.string(),
  by: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TicketRecord = z.strictObject({
  ticketId: Id,
  subject: z.string(),
  text: z.string().nullable(),
  isClosed: z.boolean(),
  /** Every property that is set; what a card may read. */
  properties: z.record(z.string(), z.string()),
  stage: Choice,
  priority: Choice,
  owner: Choice,
  /** The stage that "Close ticket" sets; null when the pipeline has none. */
  closedStage: z.string().nullable(),
  details: z.array(Detail),
  editable: z.array(EditableProperty),
  /** Oldest first; what the customer wrote first is among them. */
  messages: z.array(ConversationMessage),
  contacts: z.array(z.strictObject({ contactId: Id, name: z.string(), email: z.string() })),
  company: z.strictObject({ companyId: Id, name: z.string(), details: z.array(Detail) }).nullable(),
  /** Soonest first. */
  tasks: z.array(TaskLine),
  /** Newest first. */
  timeline: z.array(TimelineEntry),
});
export type TicketRecord = z.infer<typeof TicketRecord>;

export const ContactLine = z.strictObject({
  contactId: Id,
  name: z.string(),
  company: z.string().nullable(),
  email: z.string(),
  tier: z.string().nullable(),
  openTickets: Count,
});
export type ContactLine = z.infer<typeof ContactLine>;

export const ContactList = z.strictObject({ total: Count, contacts: z.array(ContactLine) });
export type ContactList = z.infer<typeof ContactList>;

const DealLine = z.strictObject({
  dealId: Id,
  name: z.string(),
  stage: z.string(),
  amount: z.string().nullable(),
  closedAt: Instant.nullable(),
});
export type DealLine = z.infer<typeof DealLine>;

/** What the page shows of contacts and companies alike. */
const CustomerParts = {
  name: z.string(),
  /** Every property that is set; what a card may read. */
  properties: z.record(z.string(), z.string()),
  details: z.array(Detail),
  editable: z.array(EditableProperty),
  /** Newest first. */
  deals: z.array(DealLine),
  /** Newest first. */
  tickets: z.array(TicketLine),
  /** Soonest first; return visits come as tasks. */
  tasks: z.array(TaskLine),
};

export const ContactRecord = z.strictObject({
  contactId: Id,
  company: z.strictObject({ companyId: Id, name: z.string() }).nullable(),
  ...CustomerParts,
});
export type ContactRecord = z.infer<typeof ContactRecord>;

export const CompanyLine = z.strictObject({
  companyId: Id,
  name: z.string(),
  place: z.string(),
  tier: z.string().nullable(),
  openTickets: Count,
});
export type CompanyLine = z.infer<typeof CompanyLine>;

export const CompanyList = z.strictObject({ total: Count, companies: z.array(CompanyLine) });
export type CompanyList = z.infer<typeof CompanyList>;

export const CompanyRecord = z.strictObject({
  companyId: Id,
  contacts: z.array(z.strictObject({ contactId: Id, name: z.string(), email: z.string() })),
  ...CustomerParts,
});
export type CompanyRecord = z.infer<typeof CompanyRecord>;

export const ChatMessage = z.strictObject({
  ts: Id,
  postedAt: Instant,
  author: z.string(),
  /** A person wrote it; otherwise the app did. */
  isFromPerson: z.boolean(),
  text: z.string(),
  /** Block Kit, as the app posted it. */
  blocks: z.array(z.unknown()),
  isEdited: z.boolean(),
  threadTs: Id.nullable(),
  /** A reply that stands in the channel as well. */
  isBroadcast: z.boolean(),
  /** Shown to this person only. */
  onlyFor: Id.nullable(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const Chat = z.strictObject({
  people: z.array(
    z.strictObject({
      userId: Id,
      name: z.string(),
      isDeleted: z.boolean(),
      /** The open modals, the shown one last. */
      modals: z.array(ChatView),
      home: ChatView.nullable(),
    }),
  ),
  channels: z.array(
    z.strictObject({
      channelId: Id,
      name: z.string(),
      kind: z.literal("channel"),
      isPrivate: z.boolean(),
      isArchived: z.boolean(),
      hasBot: z.boolean(),
      messages: z.array(ChatMessage),
    }),
  ),
  /** The app's conversation with one person each. */
  directMessages: z.array(
    z.strictObject({
      channelId: Id,
      userId: Id,
      kind: z.literal("dm"),
      messages: z.array(ChatMessage),
    }),
  ),
  app: AppState,
  /** What fails until it is switched off. */
  faults: z.array(StandingChatFault),
});
export type Chat = z.infer<typeof Chat>;
export type ChatChannel = Chat["channels"][number];

/** What the page asks the server to do. */
export const PropertyChange = z.record(z.string().max(100), z.string().max(10_000));
export type PropertyChange = z.infer<typeof PropertyChange>;

export const NewTicket = z.strictObject({
  subject: z.string().min(1).max(300),
  priority: z.string().max(100),
  contactId: Id.nullable(),
});
export type NewTicket = z.infer<typeof NewTicket>;

const LONGEST_MOVE_MS = 366 * 24 * 3_600_000;
/** Faster than that nobody sees what happens. */
const HIGHEST_SPEED = 600;
export const TimeMove = z.union([
  z.strictObject({ advanceMs: z.int().positive().max(LONGEST_MOVE_MS) }),
  z.strictObject({ paused: z.boolean() }),
  z.strictObject({ speed: z.int().min(1).max(HIGHEST_SPEED) }),
]);
export type TimeMove = z.infer<typeof TimeMove>;

/** Names as HubSpot's own proxy takes them. */
export const CardProxyRequest = z.strictObject({
  requestUri: z.string().max(8_000),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  requestTimeoutMillis: z.int().positive().max(120_000).nullable(),
  requestBody: z.unknown(),
  requestHeaders: z.record(z.string(), z.string()),
  /** Who looks at the card; whose CRM screen it is unless said otherwise. */
  userId: z.int().optional(),
});
export type CardProxyRequest = z.infer<typeof CardProxyRequest>;

export const CardProxyAnswer = z.strictObject({ status: z.int(), body: z.string() });
export type CardProxyAnswer = z.infer<typeof CardProxyAnswer>;

export const Created = z.strictObject({ ticketId: Id });
export const Refusal = z.strictObject({ error: z.string() });
