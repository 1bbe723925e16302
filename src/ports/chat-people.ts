import type { Language } from "../domain/words.ts";

/** Whose account in the chat somebody has; null where one was looked for and not found. */
export type ChatPerson = {
  readonly email: string;
  readonly userId: string | null;
  /** `connected`: the person said so. */
  readonly source: "email" | "connected";
  readonly checkedAt: number;
};

/** People of a portal in its Slack workspace. E-mail addresses are in small letters. */
export type ChatPeople = {
  find(portalId: string, teamId: string, emails: readonly string[]): Promise<readonly ChatPerson[]>;
  /** Whom an account belongs to; several addresses may lead to one. */
  ofUser(portalId: string, teamId: string, userId: string): Promise<readonly ChatPerson[]>;
  /** What an e-mail address led to; leaves alone what the person said. */
  saveLookup(portalId: string, teamId: string, person: Omit<ChatPerson, "source">): Promise<void>;
  connect(
    portalId: string,
    teamId: string,
    person: Pick<ChatPerson, "email" | "checkedAt"> & { readonly userId: string },
  ): Promise<void>;
  /** The person takes the connection back. */
  disconnect(portalId: string, teamId: string, userId: string): Promise<void>;
  /** A code shown to somebody who is known by `email`; older ones of the same person end. */
  saveCode(portalId: string, code: ConnectCode): Promise<void>;
  /** Whose code it is; it is used up by asking. Null when it is unknown or has expired. */
  takeCode(portalId: string, codeHash: string, now: number): Promise<ConnectCode | null>;
  /** What an account wants; nothing in particular for one that never said. */
  preferences(portalId: string, teamId: string, userId: string): Promise<ChatPreferences>;
  /** What is not named stays as it is. */
  setPreferences(
    portalId: string,
    teamId: string,
    change: Partial<ChatPreferences> & { readonly userId: string },
  ): Promise<void>;
};

export type ChatPreferences = {
  /** Null: that of the portal. */
  readonly language: Language | null;
  /** No direct messages before this instant; null when they are welcome. */
  readonly noticesPausedUntil: number | null;
};

export type ConnectCode = {
  readonly codeHash: string;
  readonly email: string;
  readonly name: string;
  readonly expiresAt: number;
};
