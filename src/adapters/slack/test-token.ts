import { webApi } from "@slack/bolt";
import { z } from "zod";
import type { SlackTokenTest } from "../../ports/examination.ts";
import type { Logger } from "../../ports/logger.ts";
import { clientOptions, type SlackClientSettings } from "./clients.ts";
import { failureOf } from "./failure.ts";

const Answer = z.looseObject({
  team: z.string().catch(""),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

/** Asks Slack whose a token is; Slack says beside it what it lets be done. */
export function createSlackTokenTest(
  logger: Logger,
  settings: SlackClientSettings,
): SlackTokenTest {
  return async (botToken) => {
    const client = new webApi.WebClient(botToken, clientOptions(logger, settings));
    try {
      const { team, response_metadata: told } = Answer.parse(await client.auth.test());
      return { ok: true, team, scopes: told?.scopes ?? null };
    } catch (error) {
      return { ok: false, reason: failureOf(error).reason };
    }
  };
}
