import type { Actor } from "../../domain/escalation/case-act.ts";
import { peopleOf, personOf } from "../../domain/governance/department.ts";
import type { ChatPersonDeps } from "./chat-person.ts";

export type Account = { readonly portalId: string; readonly teamId: string; readonly by: Actor };

/**
 * Who acts, under the name that colleagues know: as the CRM's owners or the policy call the person whose
 * account it is. Of an account that nobody knows the chat tells a short name only, and that is kept.
 */
export async function knownActor(
  { store, contexts }: ChatPersonDeps,
  { portalId, teamId, by }: Account,
): Promise<Actor> {
  const known = await store.chatPeople.ofUser(portalId, teamId, by.id);
  const emails = known.map(({ email }) => email);
  if (emails.length === 0) return by;
  const isMeant = ({ email }: { readonly email: string | null }) =>
    email !== null && emails.includes(email.toLowerCase());
  const owner = (await store.portals.owners(portalId)).find(isMeant);
  if (owner !== undefined) return { ...by, name: owner.name };
  const policy = (await contexts(portalId))?.current.policy;
  const managers = policy?.serviceManagement?.managers.map(personOf) ?? [];
  const people = [...(policy?.departments.flatMap(peopleOf) ?? []), ...managers];
  return { ...by, name: people.find(isMeant)?.name ?? by.name };
}
