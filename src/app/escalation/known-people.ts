import type { Person } from "../../domain/governance/department.ts";
import type { ChatDirectory } from "../../ports/chat-directory.ts";
import type { ChatPerson } from "../../ports/chat-people.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

export type PeopleDeps = {
  readonly store: Pick<Store, "chatPeople">;
  readonly chatDirectory: ChatDirectory;
  readonly timeSource: TimeSource;
};

/** Where people are looked for: a portal's people in its workspace. */
export type Workspace = { readonly portalId: string; readonly teamId: string };

/** Somebody with the account in the chat; `unlinked`: there is none, or none is known. */
export type KnownPerson = Person &
  (
    | { readonly account: "linked"; readonly userId: string }
    | { readonly account: "unlinked" }
    | {
        readonly account: "cannot_tell";
        readonly reason: string;
        readonly retryAfterMs?: number;
      }
  );

const FOUND_IS_GOOD_MS = 24 * 3_600_000;
const MISS_IS_GOOD_MS = 3_600_000;

/**
 * The accounts of people: what a person said of the own account holds; else what the workspace says of
 * the e-mail address, asked again after a while. In their order.
 */
export async function knownPeople(
  deps: PeopleDeps,
  workspace: Workspace,
  people: readonly Person[],
): Promise<readonly KnownPerson[]> {
  const emails = people.flatMap(({ email }) => email ?? []);
  const { portalId, teamId } = workspace;
  const stored =
    emails.length === 0 ? [] : await deps.store.chatPeople.find(portalId, teamId, emails);
  const known: KnownPerson[] = [];
  // One after another: Slack counts these calls by the minute.
  for (const person of people) known.push(await knownPerson(deps, workspace, { person, stored }));
  return known;
}

type Asked = { readonly person: Person; readonly stored: readonly ChatPerson[] };

async function knownPerson(
  deps: PeopleDeps,
  workspace: Workspace,
  { person, stored }: Asked,
): Promise<KnownPerson> {
  const { email } = person;
  if (email === null) return { ...person, account: "unlinked" };
  const held = stored.find((one) => one.email === email);
  const now = deps.timeSource.now();
  if (held !== undefined && isGood(held, now)) return withAccount(person, held.userId);
  const { portalId, teamId } = workspace;
  const answer = await deps.chatDirectory.findByEmail(teamId, email);
  if (answer.outcome === "cannot_tell") {
    // What was true a day ago is a better guess than nothing.
    if (held !== undefined && held.userId !== null) return withAccount(person, held.userId);
    const { outcome: account, ...why } = answer;
    return { ...person, account, ...why };
  }
  const userId = answer.outcome === "found" ? answer.userId : null;
  await deps.store.chatPeople.saveLookup(portalId, teamId, { email, userId, checkedAt: now });
  return withAccount(person, userId);
}

function isGood({ source, userId, checkedAt }: ChatPerson, now: number): boolean {
  if (source === "connected") return true;
  return now - checkedAt < (userId === null ? MISS_IS_GOOD_MS : FOUND_IS_GOOD_MS);
}

function withAccount(person: Person, userId: string | null): KnownPerson {
  return userId === null
    ? { ...person, account: "unlinked" }
    : { ...person, account: "linked", userId };
}
