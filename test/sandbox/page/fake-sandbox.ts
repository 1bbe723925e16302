import { EventEmitter, once } from "node:events";
import type { SandboxState, TicketRecord } from "../../../sandbox/page-contract.ts";
import type { ChangeOutcome, SandboxDeps } from "../../../sandbox/sandbox-deps.ts";

export const NOW = Date.UTC(2026, 2, 27, 9, 0);

export const state: SandboxState = {
  now: NOW,
  isPaused: false,
  speed: 1,
  portals: [
    {
      portalId: "4242001",
      timeZone: "Europe/Berlin",
      mode: "live",
      equation: { received: 412, applied: 380, ignored: 30, waiting: 2, dead: 0 },
      crmCalls: 17,
    },
  ],
  counts: { tickets: 1, contacts: 0, companies: 0, tasks: 0 },
  firstTicket: null,
  appId: 9001,
  user: { userId: 501, email: "mara@acme.test", firstName: "Mara", lastName: "Lund" },
  people: [],
  accounts: [],
  installUrl: null,
  troubles: { crm: null, webhooks: [], plugin: "up" },
};

export const ticketRecord: TicketRecord = {
  ticketId: "7001",
  subject: "Printer on fire",
  text: null,
  isClosed: false,
  properties: { subject: "Printer on fire" },
  stage: { property: "hs_pipeline_stage", value: "1", options: [{ value: "1", label: "New" }] },
  priority: { property: "hs_ticket_priority", value: "", options: [] },
  owner: { property: "hubspot_owner_id", value: "", options: [] },
  closedStage: null,
  details: [],
  editable: [],
  messages: [],
  contacts: [],
  company: null,
  tasks: [],
  timeline: [{ at: NOW, kind: "created", text: "Ticket created", by: null }],
};

/** A sandbox of one ticket that notes what it is asked to do. */
export function createFakeSandbox(bundleDirectory: string) {
  const calls: unknown[][] = [];
  const listeners = new Set<() => void>();
  const emitter = new EventEmitter();
  let outcome: ChangeOutcome = { ok: true };
  let failure: string | null = null;
  const note = async (...call: unknown[]): Promise<ChangeOutcome> => {
    calls.push(call);
    return outcome;
  };
  const deps: SandboxDeps = {
    bundleDirectory,
    readState: async () => {
      if (failure !== null) throw new Error(failure);
      return state;
    },
    readAhead: async () => ({ events: [] }),
    listTickets: async (question) => {
      if (question.search !== "") calls.push(["listTickets", question]);
      const { ticketId, subject } = ticketRecord;
      const line = { ticketId, subject, customer: null, stage: "New", priority: null };
      return {
        total: 1,
        tickets: [{ ...line, clock: null, ownerUserId: null, isClosed: false, createdAt: NOW }],
      };
    },
    readTicket: async (id) => (id === ticketRecord.ticketId ? ticketRecord : null),
    createTicket: async () => ({ ticketId: "7002" }),
    setProperties: (record, change) => note("setProperties", record, change),
    replyOnTicket: (id, reply) => note("replyOnTicket", id, reply),
    mergeTicket: (id, merger) => note("mergeTicket", id, merger),
    listTasks: async () => ({ total: 0, tasks: [] }),
    actOnTask: (id, change) => note("actOnTask", id, change),
    listContacts: async () => ({ total: 0, contacts: [] }),
    readContact: async () => null,
    listCompanies: async () => ({ total: 0, companies: [] }),
    readCompany: async () => null,
    readChat: async () => ({
      people: [],
      channels: [],
      directMessages: [],
      app: "installed",
      faults: [],
    }),
    press: (press) => note("press", press),
    submitView: async (submit) => {
      const noted = await note("submitView", submit);
      return noted.ok
        ? { ok: true, view: { result: "errors", errors: { why: "too short" } } }
        : noted;
    },
    closeView: (close) => note("closeView", close),
    runCommand: (command) => note("runCommand", command),
    runShortcut: (shortcut) => note("runShortcut", shortcut),
    say: (saying) => note("say", saying),
    openHome: (visit) => note("openHome", visit),
    switchChatFault: (fault) => note("switchChatFault", fault),
    changeChannel: (change) => note("changeChannel", change),
    changeApp: (change) => note("changeApp", change),
    readLog: async () => ({ entries: [], forgotten: 0 }),
    switchTrouble: (change) => note("switchTrouble", change),
    moveTime: async (move) => void calls.push(["moveTime", move]),
    proxyCard: async () => ({ status: 200, body: "{}" }),
    onChange: (heard) => {
      listeners.add(heard);
      return () => {
        listeners.delete(heard);
        emitter.emit("unheard");
      };
    },
  };
  return {
    deps,
    calls,
    listeners: () => listeners.size,
    untilUnheard: async () => {
      if (listeners.size > 0) await once(emitter, "unheard");
    },
    change: () => {
      for (const heard of listeners) heard();
    },
    refuse: (refusal: ChangeOutcome) => {
      outcome = refusal;
    },
    fail: (message: string) => {
      failure = message;
    },
  };
}
