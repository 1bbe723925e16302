import type { LocalCrm } from "../local-crm/create-local-crm.ts";
import type { LocalTeam, NewChannel, NewUser } from "../local-slack/workspace.ts";
import type { CrmUser } from "../page-contract.ts";

/**
 * An account that does not have the app yet, and a workspace that does not either: for those who try the
 * way to install it. Two customers and no ticket.
 */

export const SECOND_PORTAL_ID = "4242002";
export const SECOND_ZONE = "Europe/Berlin";
export const SECOND_TEAM_ID = "T0SANDBOX02";

export const SECOND_TEAM: LocalTeam = {
  teamId: SECOND_TEAM_ID,
  name: "Second workspace",
  domain: "second",
  appId: "A0AFTERCARE",
  botId: "B0AFTERCAR2",
  botUserId: "U0AFTERCAR2",
  botToken: null,
  scopes: [],
};
export const SECOND_USERS: readonly NewUser[] = [
  {
    ...{ userId: "U0SECONDML1", teamId: SECOND_TEAM_ID, name: "mara.l" },
    ...{ realName: "Mara Lund (second)", email: "mara.lund@example.com" },
  },
];
export const SECOND_CHANNELS: readonly NewChannel[] = [
  channel("C0SECONDSV1", "service-desk"),
  channel("C0SECONDRL1", "customer-care"),
  channel("C0SECONDMG1", "service-leads"),
];

function channel(channelId: string, name: string): NewChannel {
  const isThere = { isPrivate: false, isArchived: false, hasBot: true };
  return { channelId, teamId: SECOND_TEAM_ID, name, ...isThere };
}

const PIPELINE = {
  id: "0",
  label: "Support Pipeline",
  stages: [
    { id: "1", label: "New", isClosed: false },
    { id: "2", label: "Waiting on contact", isClosed: false },
    { id: "3", label: "Waiting on us", isClosed: false },
    { id: "4", label: "Closed", isClosed: true },
  ],
};

export function addSecondAccount(crm: LocalCrm, user: CrmUser, now: number): void {
  const portal = crm.addPortal({
    portalId: SECOND_PORTAL_ID,
    name: "Second account",
    timeZone: SECOND_ZONE,
    currency: "EUR",
    createdAt: now,
  });
  portal.addPipeline(PIPELINE);
  const { userId, email, firstName, lastName } = user;
  portal.addOwner({ id: "91", userId, email, firstName, lastName, teams: [], createdAt: now });
  for (const name of ["Alder Pumps", "Birch Foods"]) portal.createCompany({ name });
}
