import type { ChatDeps } from "./chat-deps.ts";
import type { Ahead } from "./page-ahead-contract.ts";
import type {
  CardProxyAnswer,
  CardProxyRequest,
  Chat,
  CompanyList,
  CompanyRecord,
  ContactList,
  ContactRecord,
  NewTicket,
  PropertyChange,
  SandboxState,
  TicketList,
  TicketRecord,
  TimeMove,
} from "./page-contract.ts";
import type { Merger, RecordAddress, Reply, TaskList } from "./page-record-contract.ts";
import type { TaskAct } from "./page-task-contract.ts";
import type { LiveLog, TroubleSwitch } from "./page-trouble-contract.ts";

/** `unknown`: there is no such record, message or person. `refused`: it is not allowed, `message` says why. */
export type ChangeOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "unknown" | "refused"; readonly message: string };

export type ListQuestion = { readonly search: string; readonly limit: number };

/** What the page server needs of the sandbox, in plain data. */
export type SandboxDeps = ChatDeps & {
  /** Where `buildSandbox` put its bundles. */
  readonly bundleDirectory: string;
  readState(): Promise<SandboxState>;
  readAhead(): Promise<Ahead>;

  listTickets(question: ListQuestion): Promise<TicketList>;
  readTicket(ticketId: string): Promise<TicketRecord | null>;
  createTicket(ticket: NewTicket): Promise<{ readonly ticketId: string }>;
  /** Edits a record as that person; `refused` with HubSpot's words. */
  setProperties(record: RecordAddress, change: PropertyChange): Promise<ChangeOutcome>;
  replyOnTicket(ticketId: string, reply: Reply): Promise<ChangeOutcome>;
  mergeTicket(ticketId: string, merger: Merger): Promise<ChangeOutcome>;

  listContacts(question: ListQuestion): Promise<ContactList>;
  readContact(contactId: string): Promise<ContactRecord | null>;

  listCompanies(question: ListQuestion): Promise<CompanyList>;
  readCompany(companyId: string): Promise<CompanyRecord | null>;

  listTasks(limit: number): Promise<TaskList>;
  /** A person works off a task; `unknown` once it is gone. */
  actOnTask(taskId: string, change: TaskAct): Promise<ChangeOutcome>;

  readChat(): Promise<Chat>;

  readLog(): Promise<LiveLog>;
  switchTrouble(change: TroubleSwitch): Promise<ChangeOutcome>;
  moveTime(move: TimeMove): Promise<void>;
  /** Does what HubSpot's proxy does between a card and the plugin. */
  proxyCard(request: CardProxyRequest): Promise<CardProxyAnswer>;
  /** Calls back after anything that the page shows may have changed; returns what ends it. */
  onChange(heard: () => void): () => void;
};
