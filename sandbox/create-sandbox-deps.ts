import { createChatDeps } from "./chat-deps.ts";
import { chatOf } from "./chat-view.ts";
import { companyLine, companyRecord } from "./company-view.ts";
import { contactLine, contactRecord } from "./contact-view.ts";
import { writeMessage } from "./conversation.ts";
import type { LiveLogBook } from "./live-log.ts";
import type { LocalCrm } from "./local-crm/create-local-crm.ts";
import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { LocalSlack } from "./local-slack/create-local-slack.ts";
import type { AheadEvent } from "./page-ahead-contract.ts";
import type { CrmUser, PortalStatus, SandboxState, TicketLine, TimeMove } from "./page-contract.ts";
import { customerName, propertyOf, ticketLine } from "./record-words.ts";
import type { ChangeOutcome, ListQuestion, SandboxDeps } from "./sandbox-deps.ts";
import { createTaskActs } from "./task-acts.ts";
import { taskList } from "./task-list.ts";
import { ticketRecord } from "./ticket-view.ts";
import type { TroubleSwitches } from "./troubles.ts";

export type SandboxParts = {
  readonly crm: LocalCrm;
  readonly slack: LocalSlack;
  readonly portalId: string;
  readonly timeZone: string;
  /** Whose Slack is shown; all there is unless given. */
  readonly teamId?: string;
  readonly appId: number;
  /** How other accounts install the app. */
  readonly install?: {
    readonly url: string;
    readAccounts(): Promise<SandboxState["accounts"]>;
  };
  /** The ticket that shows a visitor what Aftercare does. */
  readonly firstTicketId: string;
  /** The person whose CRM screen this is; edits on the page are theirs. */
  readonly user: CrmUser;
  /** Who has a screen as well; cards and pages may be looked at as they see them. */
  readonly people: readonly CrmUser[];
  readonly time: {
    now(): number;
    isPaused(): boolean;
    speed(): number;
    move(move: TimeMove): Promise<void>;
  };
  readAhead(): Promise<readonly AheadEvent[]>;
  /** What only the plugin knows. */
  readPlugin(): Promise<Pick<PortalStatus, "mode" | "equation">>;
  /** Calls back when the ledger or the time may have changed; the CRM and the chat are heard anyway. */
  onPluginChange(heard: () => void): () => void;
  readonly troubles: TroubleSwitches;
  readonly log: Pick<LiveLogBook, "read">;
  /** Connects the plugin with its Slack workspace once more. */
  reconnectSlack(): Promise<void>;
  readonly proxyCard: SandboxDeps["proxyCard"];
  readonly bundleDirectory: string;
};

const SEVERITY = ["danger", "warning", "info", "default", "success"];

/** Joins local CRM, local Slack and plugin to what the page needs. */
export function createSandboxDeps(parts: SandboxParts): SandboxDeps {
  const { crm, slack } = parts;
  const portal = crm.portal(parts.portalId);
  return {
    bundleDirectory: parts.bundleDirectory,
    proxyCard: parts.proxyCard,
    readState: async () => ({
      now: parts.time.now(),
      isPaused: parts.time.isPaused(),
      speed: parts.time.speed(),
      portals: [
        {
          portalId: parts.portalId,
          timeZone: parts.timeZone,
          crmCalls: crm.calls.total(),
          ...(await parts.readPlugin()),
        },
      ],
      counts: {
        tickets: portal.list("tickets").length,
        contacts: portal.list("contacts").length,
        companies: portal.list("companies").length,
        tasks: portal.list("tasks").filter(isOpenTask).length,
      },
      firstTicket: firstTicketOf(portal, parts.firstTicketId),
      appId: parts.appId,
      user: parts.user,
      people: [...parts.people],
      accounts: (await parts.install?.readAccounts()) ?? [],
      installUrl: parts.install?.url ?? null,
      troubles: parts.troubles.read(),
    }),
    readLog: async () => parts.log.read(),
    switchTrouble: async (change) => {
      await parts.troubles.turn(change);
      return { ok: true };
    },
    readAhead: async () => ({ events: [...(await parts.readAhead())] }),
    ...ticketDeps(portal, parts),
    ...contactDeps(portal),
    ...companyDeps(portal),
    listTasks: async (limit) => taskList(portal, limit),
    actOnTask: createTaskActs(portal, parts.user),
    readChat: async () => chatOf(slack, parts.teamId),
    ...createChatDeps(slack, parts.reconnectSlack),
    moveTime: (move) => parts.time.move(move),
    onChange: (heard) => {
      const stops = [
        crm.on("change", heard),
        slack.on("change", heard),
        parts.onPluginChange(heard),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function isOpenTask(task: RecordView): boolean {
  return propertyOf(task, "hs_task_status") !== "COMPLETED";
}

function firstTicketOf(portal: LocalPortal, ticketId: string): SandboxState["firstTicket"] {
  const ticket = portal.read({ type: "tickets", id: ticketId });
  if (ticket === null) return null;
  const { isClosed, subject } = ticketLine(portal, ticket);
  return isClosed ? null : { ticketId, subject };
}

function ticketDeps(
  portal: LocalPortal,
  { user, time }: Pick<SandboxParts, "user" | "time">,
): Pick<
  SandboxDeps,
  "listTickets" | "readTicket" | "createTicket" | "setProperties" | "replyOnTicket" | "mergeTicket"
> {
  const by = { userId: user.userId };
  const find = (id: string) => portal.read({ type: "tickets", id });
  return {
    listTickets: async (question) => {
      const found = matching(portal, "tickets", question);
      const lines = found.map((ticket) => ticketLine(portal, ticket)).sort(worstFirst);
      return { total: lines.length, tickets: lines.slice(0, question.limit) };
    },
    readTicket: async (id) => {
      const ticket = find(id);
      return ticket === null ? null : ticketRecord(portal, ticket);
    },
    createTicket: async ({ subject, priority, contactId }) => {
      const stage = portal.pipelines()[0]?.stages[0];
      const ticketId = portal.createTicket(
        {
          subject,
          hs_ticket_priority: priority,
          ...(stage === undefined ? {} : { hs_pipeline_stage: stage.id }),
        },
        by,
      );
      if (contactId !== null) linkCustomer(portal, ticketId, contactId);
      return { ticketId };
    },
    setProperties: async ({ view: type, id }, change) =>
      onRecord(portal.read({ type, id }), () => portal.update({ type, id }, change, by)),
    replyOnTicket: async (id, reply) =>
      onRecord(find(id), () => writeMessage(portal, id, { ...reply, user, now: time.now() })),
    mergeTicket: async (id, { intoTicketId }) =>
      onRecord(intoTicketId === id ? null : find(intoTicketId) && find(id), () =>
        portal.mergeTickets(intoTicketId, id, by),
      ),
  };
}

function contactDeps(portal: LocalPortal): Pick<SandboxDeps, "listContacts" | "readContact"> {
  return {
    listContacts: async (question) => {
      const lines = matching(portal, "contacts", question).map((one) => contactLine(portal, one));
      lines.sort((a, b) => a.name.localeCompare(b.name));
      return { total: lines.length, contacts: lines.slice(0, question.limit) };
    },
    readContact: async (id) => {
      const contact = portal.read({ type: "contacts", id });
      return contact === null ? null : contactRecord(portal, contact);
    },
  };
}

function companyDeps(portal: LocalPortal): Pick<SandboxDeps, "listCompanies" | "readCompany"> {
  return {
    listCompanies: async (question) => {
      const lines = matching(portal, "companies", question).map((one) => companyLine(portal, one));
      lines.sort((a, b) => a.name.localeCompare(b.name));
      return { total: lines.length, companies: lines.slice(0, question.limit) };
    },
    readCompany: async (id) => {
      const company = portal.read({ type: "companies", id });
      return company === null ? null : companyRecord(portal, company);
    },
  };
}

/** A ticket belongs to the contact and, as in HubSpot, to the contact's company. */
function linkCustomer(portal: LocalPortal, ticketId: string, contactId: string): void {
  const ticket = { type: "tickets", id: ticketId } as const;
  const contact = { type: "contacts", id: contactId } as const;
  portal.associate(ticket, contact);
  const [companyId] = portal.associated(contact, "companies");
  if (companyId !== undefined) portal.associate(ticket, { type: "companies", id: companyId });
}

function matching(
  portal: LocalPortal,
  type: "tickets" | "contacts" | "companies",
  { search }: ListQuestion,
): readonly RecordView[] {
  const records = portal.list(type);
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return records;
  return records.filter((record) => textOf(portal, record).includes(wanted));
}

/** What a search looks into. */
function textOf(portal: LocalPortal, record: RecordView): string {
  const named = ["subject", "name", "firstname", "lastname", "email"].map((name) =>
    propertyOf(record, name),
  );
  const customer = customerName(portal, { type: record.type, id: record.id });
  return [record.id, customer, ...named].join(" ").toLowerCase();
}

function worstFirst(a: TicketLine, b: TicketLine): number {
  return rank(a) - rank(b) || b.createdAt - a.createdAt;
}

function rank({ isClosed, clock }: TicketLine): number {
  if (isClosed) return SEVERITY.length + 1;
  return clock === null ? SEVERITY.length : SEVERITY.indexOf(clock.variant);
}

/** The local CRM throws what HubSpot would refuse, with the words HubSpot has for it. */
function onRecord(record: RecordView | null, change: () => void): ChangeOutcome {
  if (record === null) return { ok: false, reason: "unknown", message: "There is no such record." };
  try {
    change();
    return { ok: true };
  } catch (error) {
    return {
      ok: false,
      reason: "refused",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
