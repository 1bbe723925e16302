import type { NoticePause } from "../../domain/escalation/notice-pause.ts";
import type { Language } from "../../domain/words.ts";
import { knownActor } from "./account-name.ts";
import type { CaseAnswer, CaseDeps } from "./act-on-case.ts";
import { type DepartmentNames, departmentNames } from "./case-summaries.ts";
import { type ChatUser, languageOf, personInPortals } from "./chat-person.ts";
import { chooseLanguage, pauseNotices } from "./chat-preferences.ts";
import {
  type ConnectAnswer,
  type ConnectDeps,
  connectPerson,
  disconnectPerson,
} from "./connect-person.ts";
import { type NoteAnswer, noteFromChat, type SaidInChat } from "./note-from-chat.ts";
import { type CasePress, pressCase } from "./press-case.ts";
import { type CaseForm, type FormRequest, readCaseForm } from "./read-case-form.ts";
import { type ChatHome, readChatHome } from "./read-chat-home.ts";
import {
  type CasesOfDepartments,
  type OwnCases,
  readDepartmentCases,
  readOwnCases,
} from "./read-own-cases.ts";
import { readTicketStatus, type TicketStatusAnswer } from "./read-ticket-status.ts";
import { type ShowAnswer, showCase } from "./show-case.ts";
import { type GroupAnswer, type GroupPress, takeGroup } from "./take-group.ts";

/** How an act went, with the names that are needed to say where a case is now and who acted. */
export type PressAnswer = {
  readonly answer: CaseAnswer;
  readonly by: string;
  readonly departmentNames: DepartmentNames;
};

/** What people ask for and do in the chat. All of it goes by the workspace that the chat has signed. */
export type ChatUseCases = {
  pressCase(press: CasePress): Promise<PressAnswer>;
  takeGroup(press: GroupPress): Promise<GroupAnswer>;
  showCase(press: Pick<CasePress, "teamId" | "portalId" | "caseId">): Promise<ShowAnswer>;
  readCaseForm(request: FormRequest): Promise<CaseForm>;
  noteFromChat(said: SaidInChat): Promise<NoteAnswer>;
  readOwnCases(user: ChatUser): Promise<OwnCases>;
  readDepartmentCases(user: ChatUser, name: string | null): Promise<CasesOfDepartments>;
  readTicketStatus(user: ChatUser, ticketId: string): Promise<TicketStatusAnswer>;
  readChatHome(user: ChatUser): Promise<ChatHome>;
  languageOf(user: ChatUser): Promise<Language>;
  chooseLanguage(user: ChatUser, language: Language): Promise<void>;
  pauseNotices(user: ChatUser, pause: NoticePause): Promise<number | null>;
  connectPerson(user: ChatUser, code: string): Promise<ConnectAnswer>;
  disconnectPerson(user: ChatUser): Promise<boolean>;
};

export function chatUseCases(deps: CaseDeps & ConnectDeps): ChatUseCases {
  const { within } = deps.store;
  return {
    pressCase: (press) => within(press.portalId, () => pressWithNames(deps, press)),
    takeGroup: (press) =>
      within(press.portalId, async () =>
        takeGroup(deps, { ...press, by: await knownActor(deps, press) }),
      ),
    showCase: (press) => within(press.portalId, () => showCase(deps, press)),
    readCaseForm: (request) => readCaseForm(deps, request),
    noteFromChat: (said) => noteFromChat(deps, said),
    readOwnCases: (user) => readOwnCases(deps, user),
    readDepartmentCases: (user, name) => readDepartmentCases(deps, user, name),
    readTicketStatus: (user, ticketId) => readTicketStatus(deps, user, ticketId),
    readChatHome: (user) => readChatHome(deps, user),
    languageOf: async (user) => languageOf(await personInPortals(deps, user)),
    chooseLanguage: (user, language) => chooseLanguage(deps, user, language),
    pauseNotices: (user, pause) => pauseNotices(deps, user, pause),
    connectPerson: (user, code) => connectPerson(deps, user, code),
    disconnectPerson: (user) => disconnectPerson(deps, user),
  };
}

async function pressWithNames(deps: CaseDeps, press: CasePress): Promise<PressAnswer> {
  const by = await knownActor(deps, press);
  const answer = await pressCase(deps, { ...press, by });
  const context = answer.outcome === "not_found" ? null : await deps.contexts(press.portalId);
  const names = context === null ? {} : departmentNames(context);
  return { answer, by: by.name, departmentNames: names };
}
