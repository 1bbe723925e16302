import { setTimeout as sleep } from "node:timers/promises";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import type { SlackViews } from "./slack-views.ts";

/**
 * How people are called in the chat. A press carries a handle only, and it is the name that a case keeps
 * of whoever took it. Whoever presses waits, so a name that does not come at once is not waited for.
 */
const PATIENCE_MS = 800;
const GOOD_FOR_MS = 3_600_000;
/** Where Slack does not tell, it is not asked at every press. */
const ASKED_AGAIN_MS = 60_000;
const NAMES_LIMIT = 5_000;

type Known = { readonly name: string | null; readonly untilMs: number };
type User = { readonly teamId: string; readonly userId: string; readonly handle: string };

export type DisplayNames = (user: User) => Promise<string>;

export function createDisplayNames(
  views: Pick<SlackViews, "nameOf">,
  {
    elapsedMs = () => performance.now(),
    wait = (ms) => sleep(ms, null, { ref: false }),
  }: { readonly elapsedMs?: () => number; readonly wait?: (ms: number) => Promise<null> } = {},
): DisplayNames {
  const known = new Map<string, Known>();

  async function ask({ teamId, userId }: User): Promise<string | null> {
    const key = `${teamId} ${userId}`;
    const name = await views.nameOf(teamId, userId);
    const untilMs = elapsedMs() + (name === null ? ASKED_AGAIN_MS : GOOD_FOR_MS);
    known.delete(key);
    known.set(key, { name, untilMs });
    const [oldest] = known.keys();
    if (known.size > NAMES_LIMIT && oldest !== undefined) known.delete(oldest);
    return name;
  }

  return async (user) => {
    const held = known.get(`${user.teamId} ${user.userId}`);
    if (held !== undefined && elapsedMs() < held.untilMs) return held.name ?? user.handle;
    const told = await Promise.race([ask(user), wait(PATIENCE_MS)]);
    return told ?? held?.name ?? user.handle;
  };
}

/** The same use cases, for people who are called by their names. */
export function withDisplayNames(useCases: ChatUseCases, nameOf: DisplayNames): ChatUseCases {
  const named = async <P extends { readonly teamId: string; readonly by: Person }>(press: P) => {
    const { teamId, by } = press;
    const name = await nameOf({ teamId, userId: by.id, handle: by.name });
    return { ...press, by: { ...by, name } };
  };
  return {
    ...useCases,
    pressCase: async (press) => useCases.pressCase(await named(press)),
    takeGroup: async (press) => useCases.takeGroup(await named(press)),
  };
}

type Person = { readonly id: string; readonly name: string };
