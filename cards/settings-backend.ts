import type {
  SettingsAudit,
  SettingsDocument,
  SettingsPage,
} from "../src/contract/settings-page.ts";
import type {
  ApproveDraftRequest,
  CancelJobRequest,
  ChangeRoleRequest,
  CheckRequest,
  DraftReasonRequest,
  RestoreVersionRequest,
  SaveDraftRequest,
  SettingsActAnswer,
  SettingsJobStart,
  StartJobRequest,
  SubmitDraftRequest,
} from "../src/contract/settings-requests.ts";
import type { SettingsCheck, SettingsJobAnswer } from "../src/contract/settings-work.ts";
import { type Asked, ask, DEFAULT_BACKEND_URL, hasState } from "./backend.ts";

/** Which document is asked for. */
export type DocumentSource = { readonly draftId: string } | { readonly version: number };

/** What the settings page asks of Aftercare. Every call rejects when there is no answer, or none of ours. */
export type SettingsBackend = {
  readPage(): Promise<SettingsPage>;
  readDocument(source: DocumentSource): Promise<SettingsDocument>;
  readJob(): Promise<SettingsJobAnswer>;
  readAudit(olderThan: string | null): Promise<SettingsAudit>;
  check(request: CheckRequest): Promise<SettingsCheck>;
  save(request: SaveDraftRequest): Promise<SettingsActAnswer>;
  submit(request: SubmitDraftRequest): Promise<SettingsActAnswer>;
  approve(request: ApproveDraftRequest): Promise<SettingsActAnswer>;
  refuse(request: DraftReasonRequest): Promise<SettingsActAnswer>;
  withdraw(request: DraftReasonRequest): Promise<SettingsActAnswer>;
  restore(request: RestoreVersionRequest): Promise<SettingsActAnswer>;
  changeRole(request: ChangeRoleRequest): Promise<SettingsActAnswer>;
  startJob(request: StartJobRequest): Promise<SettingsJobStart>;
  cancelJob(request: CancelJobRequest): Promise<SettingsJobStart>;
};

export function createSettingsBackend({
  backendUrl,
  language,
}: Omit<Asked, "ticketId">): SettingsBackend {
  const path = `${String(backendUrl ?? DEFAULT_BACKEND_URL)}/api/settings`;
  const query = `language=${language}`;
  const act = (name: string, body: object) =>
    ask(`${path}/${name}?${query}`, { body }, isActAnswer);
  const job = (name: string, body: object) => ask(`${path}/${name}?${query}`, { body }, isJobStart);
  return {
    readPage: () => ask(`${path}/page?${query}`, "GET", isPage),
    readDocument: (source) =>
      ask(`${path}/document?${query}&${sourceQuery(source)}`, "GET", isDocument),
    readJob: () => ask(`${path}/job?${query}`, "GET", isJobAnswer),
    readAudit: (olderThan) => {
      const from = olderThan === null ? "" : `&olderThan=${encodeURIComponent(olderThan)}`;
      return ask(`${path}/audit?${query}${from}`, "GET", isAudit);
    },
    check: (body) => ask(`${path}/check?${query}`, { body }, isCheck),
    save: (body) => act("save", body),
    submit: (body) => act("submit", body),
    approve: (body) => act("approve", body),
    refuse: (body) => act("refuse", body),
    withdraw: (body) => act("withdraw", body),
    restore: (body) => act("restore", body),
    changeRole: (body) => act("role", body),
    startJob: (body) => job("job/start", body),
    cancelJob: (body) => job("job/cancel", body),
  };
}

function sourceQuery(source: DocumentSource): string {
  return "draftId" in source
    ? `draftId=${encodeURIComponent(source.draftId)}`
    : `version=${source.version}`;
}

function isPage(answer: unknown): answer is SettingsPage {
  return hasState(answer, ["shown", "not_connected"]) && "language" in answer;
}

function isDocument(answer: unknown): answer is SettingsDocument {
  return hasState(answer, ["shown", "not_found"]) && "text" in answer;
}

function isAudit(answer: unknown): answer is SettingsAudit {
  return hasState(answer, ["shown", "refused"]) && "entries" in answer;
}

function isCheck(answer: unknown): answer is SettingsCheck {
  return has(answer, "findings");
}

function isActAnswer(answer: unknown): answer is SettingsActAnswer {
  return has(answer, "isDone") && has(answer, "isStale");
}

function isJobStart(answer: unknown): answer is SettingsJobStart {
  return has(answer, "isDone") && has(answer, "job");
}

function isJobAnswer(answer: unknown): answer is SettingsJobAnswer {
  return has(answer, "job");
}

function has(answer: unknown, key: string): boolean {
  return typeof answer === "object" && answer !== null && key in answer;
}
