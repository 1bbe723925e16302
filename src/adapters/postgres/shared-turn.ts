import { type Binding, sharedBinding } from "./bound-session.ts";
import type { Answer, Client, Pool, Prepared } from "./pool.ts";

/** More of one turn of the event loop go over the next session. */
const MAX_TOGETHER = 24;

type Waiting = {
  readonly statement: Prepared;
  readonly values: readonly unknown[] | undefined;
  readonly binding: Binding | null;
  readonly resolve: (answer: Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Sends prepared statements that are asked for in the same turn of the event loop over one session, each
 * before the answer to the one in front of it is there. Each is a transaction of its own: one that fails
 * leaves the others as they are. In front of those of one portal goes for which portal they are; whoever uses
 * the session next says that anew.
 */
export function createSharedTurn(connect: () => Promise<Client>): NonNullable<Pool["query"]> {
  let waiting: Waiting[] = [];

  function send(): void {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += MAX_TOGETHER) {
      const some = all.slice(from, from + MAX_TOGETHER);
      connect().then(
        (client) => answer(client, some),
        (error: unknown) => {
          for (const one of some) one.reject(error);
        },
      );
    }
  }

  return (statement, values, binding = null) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) process.nextTick(send);
      waiting.push({ statement, values, binding, resolve, reject });
    });
}

/** The pool itself throws away a session that was lost. */
async function answer(client: Client, some: readonly Waiting[]): Promise<void> {
  const ofPortals = Map.groupBy(some, ({ binding }) => binding?.portalId);
  const ask = () => [...ofPortals.values()].flatMap((ofPortal) => askFor(client, ofPortal));
  const answers = client.together?.(ask) ?? ask();
  await Promise.allSettled(answers);
  client.release();
}

/** Of one portal. When the session could not be told so, nobody gets what it answers. */
function askFor(client: Client, some: readonly Waiting[]): readonly Promise<unknown>[] {
  const binding = some[0]?.binding ?? null;
  const bound =
    binding === null
      ? Promise.resolve()
      : client.query(sharedBinding(binding.wall), [binding.portalId]);
  return some.map(({ statement, values, resolve }) => {
    const given = Promise.all([client.query(statement, values), bound]).then(([rows]) => rows);
    resolve(given);
    return given;
  });
}
