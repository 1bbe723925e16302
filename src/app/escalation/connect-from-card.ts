import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import { type ConnectDeps, makeConnectCode, type NewConnectCode } from "./connect-person.ts";

/** May somebody say which account of the chat is theirs? Not one who is known there already. */
export async function mayConnect(
  { store: { portals, chatPeople } }: Pick<ConnectDeps, "store">,
  portalId: string,
  email: string,
): Promise<boolean> {
  if (email === "") return false;
  const teamId = await portals.slackTeam(portalId);
  if (teamId === null) return false;
  const known = await chatPeople.find(portalId, teamId, [email.toLowerCase()]);
  return known.every(({ userId }) => userId === null);
}

/** Null when there is nothing to connect. */
export async function connectFromCard(
  deps: ConnectDeps,
  portalId: string,
  by: CrmUser,
): Promise<NewConnectCode | null> {
  if (!(await mayConnect(deps, portalId, by.email))) return null;
  const name = await nameOfUser(deps.store, portalId, by);
  return makeConnectCode(deps, { portalId, email: by.email, name });
}
