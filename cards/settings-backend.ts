import type { SettingsCalendarDay, SettingsCalendars } from "../src/contract/settings-calendars.ts";
import type {
  RetryEventRequest,
  RetrySendRequest,
  SettingsHealth,
  TurnImportRequest,
} from "../src/contract/settings-health.ts";
import type {
  SettingsAudit,
  SettingsDocument,
  SettingsPage,
} from "../src/contract/settings-page.ts";
import type {
  SettingsDepartments,
  SettingsTiers,
  SettingsVisitPlan,
} from "../src/contract/settings-plans.ts";
import type { SettingsPrivacy } from "../src/contract/settings-privacy.ts";
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
import type {
  ArchiveOwnRequest,
  ChoosePresetRequest,
  MapStagesRequest,
  SetChannelsRequest,
  SetFarewellRequest,
  SetLanguageRequest,
  SettingsSetUp,
  SwitchPartsRequest,
} from "../src/contract/settings-set-up.ts";
import type { SettingsCheck, SettingsJobAnswer } from "../src/contract/settings-work.ts";
import { type Asked, ask, hasState } from "./backend.ts";
import { DEFAULT_BACKEND_URL } from "./default-backend-url.ts";

/** Which document is asked for. */
export type DocumentSource = { readonly draftId: string } | { readonly version: number };

/** What is left out is up to the server. */
export type WantedMonth = { readonly calendar?: string; readonly month?: string };
export type WantedDay = {
  readonly calendar: string;
  readonly date: string;
  /** `16:30`; without it the day as a whole. */
  readonly time?: string;
};

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
  readSetUp(): Promise<SettingsSetUp>;
  choosePreset(request: ChoosePresetRequest): Promise<SettingsActAnswer>;
  mapStages(request: MapStagesRequest): Promise<SettingsActAnswer>;
  setChannels(request: SetChannelsRequest): Promise<SettingsActAnswer>;
  switchParts(request: SwitchPartsRequest): Promise<SettingsActAnswer>;
  readPrivacy(): Promise<SettingsPrivacy>;
  setLanguage(request: SetLanguageRequest): Promise<SettingsActAnswer>;
  setFarewell(request: SetFarewellRequest): Promise<SettingsActAnswer>;
  archiveOwn(request: ArchiveOwnRequest): Promise<SettingsActAnswer>;
  readHealth(): Promise<SettingsHealth>;
  readDepartments(): Promise<SettingsDepartments>;
  readTiers(): Promise<SettingsTiers>;
  readVisitPlan(): Promise<SettingsVisitPlan>;
  readCalendars(wanted: WantedMonth): Promise<SettingsCalendars>;
  readCalendarDay(wanted: WantedDay): Promise<SettingsCalendarDay>;
  retrySend(request: RetrySendRequest): Promise<SettingsActAnswer>;
  retryEvent(request: RetryEventRequest): Promise<SettingsActAnswer>;
  turnImport(request: TurnImportRequest): Promise<SettingsActAnswer>;
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
    readSetUp: () => ask(`${path}/set-up?${query}`, "GET", isTab<SettingsSetUp>),
    choosePreset: (body) => act("set-up/preset", body),
    mapStages: (body) => act("set-up/stages", body),
    setChannels: (body) => act("set-up/channels", body),
    switchParts: (body) => act("set-up/mode", body),
    readPrivacy: () => ask(`${path}/privacy?${query}`, "GET", isTab<SettingsPrivacy>),
    setLanguage: (body) => act("language", body),
    setFarewell: (body) => act("farewell", body),
    archiveOwn: (body) => act("archive", body),
    readHealth: () => ask(`${path}/health?${query}`, "GET", isTab<SettingsHealth>),
    readDepartments: () =>
      ask(`${path}/departments?${query}${ownZone()}`, "GET", isTab<SettingsDepartments>),
    readTiers: () => ask(`${path}/tiers?${query}`, "GET", isTab<SettingsTiers>),
    readVisitPlan: () => ask(`${path}/visit-plan?${query}`, "GET", isTab<SettingsVisitPlan>),
    readCalendars: (wanted) =>
      ask(`${path}/calendars?${query}${partsOf(wanted)}`, "GET", isTab<SettingsCalendars>),
    readCalendarDay: (wanted) =>
      ask(`${path}/calendar-day?${query}${partsOf(wanted)}`, "GET", isTab<SettingsCalendarDay>),
    retrySend: (body) => act("retry/send", body),
    retryEvent: (body) => act("retry/event", body),
    turnImport: (body) => act("import", body),
  };
}

/** HubSpot does not tell the zone of whoever looks; the browser knows it. */
function ownZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return partsOf(timeZone === undefined ? {} : { zone: timeZone });
}

function partsOf(parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts)
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join("");
}

function sourceQuery(source: DocumentSource): string {
  return "draftId" in source
    ? `draftId=${encodeURIComponent(source.draftId)}`
    : `version=${source.version}`;
}

function isPage(answer: unknown): answer is SettingsPage {
  return hasState(answer, ["shown", "not_connected"]) && "serverNow" in answer;
}

function isDocument(answer: unknown): answer is SettingsDocument {
  return hasState(answer, ["shown", "not_found"]) && "text" in answer;
}

function isAudit(answer: unknown): answer is SettingsAudit {
  return hasState(answer, ["shown", "refused"]) && "entries" in answer;
}

/** Which tab it is follows from what was asked. */
function isTab<Tab extends { readonly state: string }>(answer: unknown): answer is Tab {
  return hasState(answer, ["shown", "refused"]) && "serverNow" in answer;
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
