import { hubspot } from "@hubspot/ui-extensions";
import type {
  CardActAnswer,
  CardClock,
  ClockTrace,
  OverrideRequest,
  PauseRequest,
  ResumeRequest,
  TicketCard,
} from "../src/contract/card-api.ts";
import type {
  ActionActRequest,
  CardComplaint,
  ComplaintActRequest,
} from "../src/contract/card-complaint.ts";
import type {
  CaseTextRequest,
  ConnectCodeAnswer,
  ConnectCodeRequest,
  EscalateRequest,
} from "../src/contract/card-escalation.ts";
import type { LogRequest, WithdrawLogRequest } from "../src/contract/card-log.ts";
import { DEFAULT_BACKEND_URL } from "./default-backend-url.ts";
import type { Language } from "./first-words.ts";
import { GIVE_UP_AFTER_MS } from "./reader.ts";

/** What the card asks of Aftercare. Every call rejects when there is no answer, or none of ours. */
export type Backend = {
  readCard(): Promise<TicketCard>;
  readTrace(clock: Pick<CardClock, "kind" | "cycle">): Promise<ClockTrace>;
  pause(request: PauseRequest): Promise<CardActAnswer>;
  resume(request: ResumeRequest): Promise<CardActAnswer>;
  override(request: OverrideRequest): Promise<CardActAnswer>;
  log(request: LogRequest): Promise<CardActAnswer>;
  withdrawLog(request: WithdrawLogRequest): Promise<CardActAnswer>;
  escalate(request: EscalateRequest): Promise<CardActAnswer>;
  answer(request: CaseTextRequest): Promise<CardActAnswer>;
  lift(request: CaseTextRequest): Promise<CardActAnswer>;
  reopen(request: CaseTextRequest): Promise<CardActAnswer>;
  readComplaint(): Promise<CardComplaint>;
  actOnComplaint(request: ComplaintActRequest): Promise<CardActAnswer>;
  actOnAction(request: ActionActRequest): Promise<CardActAnswer>;
  connectCode(request: ConnectCodeRequest): Promise<ConnectCodeAnswer>;
};

export type Asked = {
  readonly backendUrl: string | number | bigint | boolean | undefined;
  readonly ticketId: number;
  readonly language: Language;
};

export function createBackend({ backendUrl, ticketId, language }: Asked): Backend {
  const path = `${String(backendUrl ?? DEFAULT_BACKEND_URL)}/api/card/ticket`;
  const query = `objectId=${encodeURIComponent(String(ticketId))}&language=${language}`;
  return {
    readCard: () => ask(`${path}?${query}`, "GET", isTicketCard),
    readTrace: ({ kind, cycle }) =>
      ask(`${path}/trace?${query}&clock=${kind}&cycle=${cycle}`, "GET", isClockTrace),
    pause: (body) => ask(`${path}/pause?${query}`, { body }, isActAnswer),
    resume: (body) => ask(`${path}/resume?${query}`, { body }, isActAnswer),
    override: (body) => ask(`${path}/override?${query}`, { body }, isActAnswer),
    log: (body) => ask(`${path}/log?${query}`, { body }, isActAnswer),
    withdrawLog: (body) => ask(`${path}/log/withdraw?${query}`, { body }, isActAnswer),
    escalate: (body) => ask(`${path}/escalate?${query}`, { body }, isActAnswer),
    answer: (body) => ask(`${path}/answer?${query}`, { body }, isActAnswer),
    lift: (body) => ask(`${path}/lift?${query}`, { body }, isActAnswer),
    reopen: (body) => ask(`${path}/reopen?${query}`, { body }, isActAnswer),
    readComplaint: () => ask(`${path}/complaint?${query}`, "GET", isComplaint),
    actOnComplaint: (body) => ask(`${path}/complaint?${query}`, { body }, isActAnswer),
    actOnAction: (body) => ask(`${path}/action?${query}`, { body }, isActAnswer),
    connectCode: (body) => ask(`${path}/connect-code?${query}`, { body }, isCodeAnswer),
  };
}

/** Rejects when there is no answer, or none of ours. */
export async function ask<Ours>(
  address: string,
  way: "GET" | { readonly body: object },
  isOurs: (answer: unknown) => answer is Ours,
): Promise<Ours> {
  const timeout = GIVE_UP_AFTER_MS;
  const options =
    way === "GET"
      ? { method: "GET" as const, timeout }
      : { method: "POST" as const, timeout, body: { ...way.body } };
  const response = await hubspot.fetch(address, options);
  if (!response.ok) throw new Error(`${address} answered ${response.status}: expected 200`);
  const answer: unknown = await response.json();
  if (!isOurs(answer)) throw new Error(`${address} answered something that is not Aftercare's`);
  return answer;
}

/** HubSpot's proxy may answer 200 with a report of its own instead of ours; the rest is the server's word. */
function isTicketCard(answer: unknown): answer is TicketCard {
  return hasState(answer, ["shown", "not_tracked"]) && "serverNow" in answer;
}

function isComplaint(answer: unknown): answer is CardComplaint {
  return hasState(answer, ["shown", "not_tracked"]) && "openAction" in answer;
}

function isClockTrace(answer: unknown): answer is ClockTrace {
  return hasState(answer, ["shown", "not_found"]) && "rows" in answer;
}

export function isActAnswer(answer: unknown): answer is CardActAnswer {
  return typeof answer === "object" && answer !== null && "isDone" in answer;
}

function isCodeAnswer(answer: unknown): answer is ConnectCodeAnswer {
  return isActAnswer(answer) && "command" in answer;
}

export function hasState(answer: unknown, states: readonly string[]): answer is { state: string } {
  if (typeof answer !== "object" || answer === null || !("state" in answer)) return false;
  return typeof answer.state === "string" && states.includes(answer.state);
}
