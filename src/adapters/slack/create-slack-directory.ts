import { z } from "zod";
import type { ChatDirectory, DirectoryAnswer } from "../../ports/chat-directory.ts";
import { createCallSlack, type SlackCallDeps, type SlackCallSettings } from "./call-slack.ts";

/** After a lost answer to a question that changes nothing. */
const ASK_AGAIN_MS = 5_000;
/** Slack's words for an address that leads to nobody whom this workspace may see. */
const NOBODY: readonly string[] = ["users_not_found", "user_not_found", "user_not_visible"];

const Answer = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
  }),
});

/** Looks people up by e-mail address: https://docs.slack.dev/reference/methods/users.lookupByEmail */
export function createSlackDirectory(
  deps: SlackCallDeps,
  settings: SlackCallSettings = {},
): ChatDirectory {
  const call = createCallSlack(deps, settings);
  const underWay = new Map<string, Promise<DirectoryAnswer>>();

  async function ask(teamId: string, email: string): Promise<DirectoryAnswer> {
    const called = await call("users.lookupByEmail", { teamId, channelId: "" }, async (client) =>
      Answer.parse(await client.users.lookupByEmail({ email })),
    );
    if (called.ok) {
      const { id: userId, deleted, is_bot: isBot } = called.value.user;
      return deleted || isBot ? { outcome: "absent" } : { outcome: "found", userId };
    }
    const { reason, happened } = called;
    if (NOBODY.includes(reason)) return { outcome: "absent" };
    const retryAfterMs = happened === "unknown" ? ASK_AGAIN_MS : called.retryAfterMs;
    return { outcome: "cannot_tell", reason, ...(retryAfterMs !== null && { retryAfterMs }) };
  }

  return {
    // Many cases at once call the same person: whoever asks meanwhile gets the same answer.
    findByEmail(teamId, anyCase) {
      const email = anyCase.toLowerCase();
      const key = `${teamId} ${email}`;
      const asked =
        underWay.get(key) ?? ask(teamId, email).finally(() => void underWay.delete(key));
      underWay.set(key, asked);
      return asked;
    },
  };
}
