import type { ConnectCodes } from "../../ports/connect-codes.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

/**
 * A person is known in the CRM by an e-mail address and in the chat by an account. Who sees a code in the
 * one place and types it in the other is both.
 */
export type ConnectDeps = {
  readonly store: Pick<Store, "audit" | "chatPeople" | "portals" | "transaction">;
  readonly codes: ConnectCodes;
  readonly timeSource: TimeSource;
};

export type NewConnectCode = { readonly code: string; readonly expiresAt: number };

const CODE_LIFETIME_MS = 10 * 60_000;

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
