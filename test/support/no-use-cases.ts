import type { ChatUseCases } from "../../src/app/escalation/chat-use-cases.ts";

const unexpected = async (): Promise<never> => {
  throw new Error("nobody was expected to ask for this");
};

/** For tests of one thing in the chat: all else is an error. */
export const noUseCases: ChatUseCases = {
  pressCase: unexpected,
  takeGroup: unexpected,
  showCase: unexpected,
  readCaseForm: unexpected,
  noteFromChat: unexpected,
  readOwnCases: unexpected,
  readDepartmentCases: unexpected,
  readTicketStatus: unexpected,
  readChatHome: unexpected,
  languageOf: unexpected,
  chooseLanguage: unexpected,
  pauseNotices: unexpected,
  connectPerson: unexpected,
  disconnectPerson: unexpected,
};
