import type { SlackCallDeps, SlackCallSettings } from "./adapters/slack/call-slack.ts";
import { createSlackDirectory } from "./adapters/slack/create-slack-directory.ts";
import { createSlackNotifier } from "./adapters/slack/create-slack-notifier.ts";
import { rememberPosts } from "./app/outbox/remember-posts.ts";
import type { ChatDirectory } from "./ports/chat-directory.ts";
import type { Notifier } from "./ports/notifier.ts";
import type { Store } from "./ports/store.ts";

/** What is needed to write in Slack and to find people there. */
export type SlackSenders = { readonly notifier: Notifier; readonly chatDirectory: ChatDirectory };

/** Without settings nothing is sent, and all waits. */
export function createSlackSenders(
  deps: SlackCallDeps & {
    readonly store: Pick<Store, "transaction" | "postedMessages" | "outbox">;
  },
  settings: SlackCallSettings | null,
): SlackSenders {
  if (settings === null) return SILENT;
  return {
    notifier: rememberPosts(createSlackNotifier(deps, settings), deps.store),
    chatDirectory: createSlackDirectory(deps, settings),
  };
}

const WITHOUT_SLACK = { reason: "slack_not_configured", retryAfterMs: 15 * 60_000 } as const;

/** A workspace may still be linked from the time when Slack was configured. */
const SILENT: SlackSenders = {
  notifier: {
    post: async () => ({ outcome: "not_sent", ...WITHOUT_SLACK }),
    edit: async () => ({ outcome: "not_sent", ...WITHOUT_SLACK }),
    delete: async () => ({ outcome: "not_sent", ...WITHOUT_SLACK }),
    find: async () => ({ outcome: "cannot_tell", ...WITHOUT_SLACK }),
  },
  chatDirectory: { findByEmail: async () => ({ outcome: "cannot_tell", ...WITHOUT_SLACK }) },
};
