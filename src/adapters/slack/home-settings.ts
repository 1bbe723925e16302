import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import { Language } from "../../domain/words.ts";
import {
  HOME_DISCONNECT_ACTION,
  HOME_LANGUAGE_ACTION,
  HOME_PAUSE_HOURS_ACTION,
  HOME_PAUSE_TOMORROW_ACTION,
  HOME_RESUME_ACTION,
} from "./action-ids.ts";
import type { Pressed } from "./pressed.ts";

/** What a person chooses in the Home tab for what Aftercare says to that person. */

const PAUSE_MINUTES = 120;
const SETTINGS: readonly string[] = [
  HOME_LANGUAGE_ACTION,
  HOME_PAUSE_HOURS_ACTION,
  HOME_PAUSE_TOMORROW_ACTION,
  HOME_RESUME_ACTION,
  HOME_DISCONNECT_ACTION,
];

export function isHomeSetting(actionId: string): boolean {
  return SETTINGS.includes(actionId);
}

export async function applyHomeSetting(
  useCases: Pick<ChatUseCases, "chooseLanguage" | "pauseNotices" | "disconnectPerson">,
  { user, actionId, value }: Pressed,
): Promise<void> {
  if (actionId === HOME_LANGUAGE_ACTION) {
    const { data: language } = Language.safeParse(value);
    if (language !== undefined) await useCases.chooseLanguage(user, language);
  } else if (actionId === HOME_PAUSE_HOURS_ACTION) {
    await useCases.pauseNotices(user, { kind: "minutes", minutes: PAUSE_MINUTES });
  } else if (actionId === HOME_PAUSE_TOMORROW_ACTION) {
    await useCases.pauseNotices(user, { kind: "until_tomorrow" });
  } else if (actionId === HOME_RESUME_ACTION) {
    await useCases.pauseNotices(user, { kind: "off" });
  } else if (actionId === HOME_DISCONNECT_ACTION) {
    await useCases.disconnectPerson(user);
  }
}
