import { type Department, peopleOf } from "../../domain/governance/department.ts";
import type { Language } from "../../domain/words.ts";
import type { ChatPreferences } from "../../ports/chat-people.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";

/** An account in a workspace. That it is who it says it is, the chat has signed. */
export type ChatUser = { readonly teamId: string; readonly userId: string; readonly name: string };

export type ChatPersonDeps = {
  readonly store: Pick<Store, "portals" | "chatPeople" | "within">;
  readonly contexts: PortalContexts;
};

/** Who an account is in one portal; of an account that nobody knows the lists are empty. */
export type PersonInPortal = {
  readonly context: PortalContext;
  readonly emails: readonly string[];
  readonly isConnected: boolean;
  readonly departments: readonly Department[];
  readonly ownerIds: readonly string[];
  /** By which acts tell who did them: in the chat, or on the card. */
  readonly actorIds: readonly string[];
  readonly preferences: ChatPreferences;
};

/** One workspace serves few portals; the limit keeps an answer short in any case. */
const PORTALS_LIMIT = 20;

/** The person in every connected portal of the workspace. */
export async function personInPortals(
  deps: ChatPersonDeps,
  user: ChatUser,
): Promise<readonly PersonInPortal[]> {
  const portalIds = await deps.store.portals.ofSlackTeam(user.teamId);
  const people: PersonInPortal[] = [];
  for (const portalId of portalIds.slice(0, PORTALS_LIMIT)) {
    const person = await deps.store.within(portalId, async () => {
      const context = await deps.contexts(portalId);
      return context === null ? null : personIn(deps, context, user);
    });
    if (person !== null) people.push(person);
  }
  return people;
}

async function personIn(
  { store }: ChatPersonDeps,
  context: PortalContext,
  { teamId, userId }: ChatUser,
): Promise<PersonInPortal> {
  const { portalId } = context.portal;
  const known = await store.chatPeople.ofUser(portalId, teamId, userId);
  const emails = known.map(({ email }) => email);
  const owners = (await store.portals.owners(portalId)).filter(
    ({ email }) => email !== null && emails.includes(email.toLowerCase()),
  );
  return {
    context,
    emails,
    isConnected: known.some(({ source }) => source === "connected"),
    departments: context.current.policy.departments.filter((department) =>
      peopleOf(department).some(({ email }) => email !== null && emails.includes(email)),
    ),
    ownerIds: owners.map(({ ownerId }) => ownerId),
    actorIds: [userId, ...owners.flatMap(({ userId: crmUserId }) => crmUserId ?? [])],
    preferences: await store.chatPeople.preferences(portalId, teamId, userId),
  };
}

/** The person's own choice, else the portal's. */
export function languageOf(people: readonly PersonInPortal[]): Language {
  const chosen = people.find(({ preferences }) => preferences.language !== null);
  return chosen?.preferences.language ?? people[0]?.context.portal.language ?? "en";
}
