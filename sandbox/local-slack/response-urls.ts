import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answer, failed } from "./method.ts";
import { LocalBlock, type Workspaces } from "./workspace.ts";

/**
 * The addresses to which an app answers a button press: five times within thirty minutes, to the
 * person who pressed. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
const USES_LIMIT = 5;
const LIFETIME_MS = 30 * 60_000;
const ADDRESSES_LIMIT = 1000;

const Response = z.looseObject({
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: z.boolean().default(false),
  text: z.string().default(""),
  blocks: z.array(LocalBlock).default([]),
});

type Address = {
  readonly channelId: string;
  readonly userId: string;
  readonly madeAt: number;
  usesLeft: number;
};

export type ResponseUrls = ReturnType<typeof createResponseUrls>;

export function createResponseUrls(workspaces: Workspaces, now: () => number) {
  const addresses = new Map<string, Address>();
  return {
    /** The path of a new address. */
    make(channelId: string, userId: string): string {
      const id = randomUUID();
      addresses.set(id, { channelId, userId, madeAt: now(), usesLeft: USES_LIMIT });
      const [oldest] = addresses.keys();
      if (addresses.size > ADDRESSES_LIMIT && oldest !== undefined) addresses.delete(oldest);
      return `/response/${id}`;
    },
    take(path: string, body: unknown): Answer {
      const address = addresses.get(path.replace("/response/", ""));
      if (address === undefined || now() > address.madeAt + LIFETIME_MS)
        return failed("expired_url");
      if (address.usesLeft === 0) return failed("used_url");
      const response = Response.safeParse(body);
      if (!response.success) return failed("invalid_payload");
      const { response_type: kind, replace_original: replaces, text, blocks } = response.data;
      if (kind === "in_channel" || replaces) return failed("not_supported_here");
      address.usesLeft -= 1;
      const { channelId, userId } = address;
      workspaces.whisper({ ts: workspaces.nextTs(), channelId, userId, text, blocks });
      return { ok: true };
    },
  };
}
