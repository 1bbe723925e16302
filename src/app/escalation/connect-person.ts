import type { ConnectCodes } from "../../ports/connect-codes.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { ChatUser } from "./chat-person.ts";

/**
 * A person is known in the CRM by an e-mail address and in the chat by an account. Who sees a code in the
 * one place and types it in the other is both.
 */
export type ConnectDeps = {
  readonly store: Pick<Store, "audit" | "chatPeople" | "portals" | "transaction" | "within">;
  readonly codes: ConnectCodes;
  readonly timeSource: TimeSource;
};

export type NewConnectCode = { readonly code: string; readonly expiresAt: number };

export type ConnectAnswer =
  | { readonly outcome: "connected"; readonly email: string; readonly name: string }
  /** Never made, used up, replaced by a newer one, or too old. */
  | { readonly outcome: "unknown_code" };

const CODE_LIFETIME_MS = 10 * 60_000;
/** What people put in to read it more easily. */
const SEPARATORS = /[\s-]/gu;

/** A code for somebody who is known by `email`; an older one of the same person ends. */
export async function makeConnectCode(
  { store, codes, timeSource }: ConnectDeps,
  person: { readonly portalId: string; readonly email: string; readonly name: string },
): Promise<NewConnectCode> {
  const code = codes.newCode();
  const expiresAt = timeSource.now() + CODE_LIFETIME_MS;
  const { portalId, name } = person;
  const email = person.email.toLowerCase();
  await store.chatPeople.saveCode(portalId, { codeHash: codes.hash(code), email, name, expiresAt });
  return { code, expiresAt };
}

/** Of all portals of the workspace the one that has made the code. */
export async function connectPerson(
  deps: ConnectDeps,
  user: ChatUser,
  typed: string,
): Promise<ConnectAnswer> {
  const codeHash = deps.codes.hash(typed.replace(SEPARATORS, "").toUpperCase());
  const { store } = deps;
  for (const portalId of await store.portals.ofSlackTeam(user.teamId)) {
    const code = await store.within(portalId, () => takeCode(deps, { portalId, user, codeHash }));
    if (code !== null) return { outcome: "connected", email: code.email, name: code.name };
  }
  return { outcome: "unknown_code" };
}

async function takeCode(
  { store, timeSource }: ConnectDeps,
  {
    portalId,
    user: { teamId, userId },
    codeHash,
  }: { readonly portalId: string; readonly user: ChatUser; readonly codeHash: string },
) {
  const now = timeSource.now();
  return store.transaction(async () => {
    const taken = await store.chatPeople.takeCode(portalId, codeHash, now);
    if (taken === null) return null;
    const { email, name } = taken;
    await store.chatPeople.connect(portalId, teamId, { email, userId, checkedAt: now });
    await store.audit.append(portalId, [
      {
        at: now,
        actor: userId,
        action: "chat_connected",
        from: "slack",
        subject: `person:${email}`,
        detail: { teamId, name },
      },
    ]);
    return taken;
  });
}

/** Takes the connection back, in all portals of the workspace; false when there was none. */
export async function disconnectPerson(deps: ConnectDeps, user: ChatUser): Promise<boolean> {
  const { store } = deps;
  let wasConnected = false;
  for (const portalId of await store.portals.ofSlackTeam(user.teamId)) {
    const was = await store.within(portalId, () => disconnectIn(deps, portalId, user));
    wasConnected ||= was;
  }
  return wasConnected;
}

async function disconnectIn(
  { store, timeSource }: ConnectDeps,
  portalId: string,
  { teamId, userId }: ChatUser,
): Promise<boolean> {
  const known = await store.chatPeople.ofUser(portalId, teamId, userId);
  if (known.length === 0) return false;
  await store.transaction(async () => {
    await store.chatPeople.disconnect(portalId, teamId, userId);
    await store.audit.append(
      portalId,
      known.map(({ email }) => ({
        at: timeSource.now(),
        actor: userId,
        action: "chat_disconnected",
        from: "slack" as const,
        subject: `person:${email}`,
        detail: { teamId },
      })),
    );
  });
  return true;
}
