import type { SlackConnection } from "../../ports/slack-connections.ts";

/** What is said beside the link, which alone is the answer. */
export function connectLines(
  portalId: string,
  { expiresAt }: { readonly expiresAt: number },
): readonly string[] {
  return [
    `Account ${portalId} is connected with the workspace in which this link is opened.`,
    `It is good once, until ${time(expiresAt)}. Whoever has it can connect a workspace: hand it on with care.`,
  ];
}

/** `account 42: Acme (T1), connected 2026-…` and what was granted. */
export function statusLines(
  portalId: string,
  connection: SlackConnection | null,
  linkedTeam: string | null,
): readonly string[] {
  const account = `account ${portalId}:`;
  if (connection === null) {
    return [
      linkedTeam === null
        ? `${account} no workspace`
        : `${account} ${linkedTeam}, where the app is not installed any more; what has to be posted waits`,
    ];
  }
  const { teamId, teamName, madeBy, installedAt, installedBy, scopes } = connection;
  const name = teamName === null ? teamId : `${printable(teamName)} (${teamId})`;
  if (madeBy === "settings") return [`${account} ${name}, named by the settings`];
  return [
    `${account} ${name}, installed ${time(installedAt)} by ${installedBy}`,
    `  granted: ${scopes?.join(", ") || "nothing"}`,
  ];
}

function time(at: number): string {
  return new Date(at).toISOString();
}

/** Names come from Slack, and a terminal obeys control characters. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, " ");
}
