import type { Answer, Client, Prepared } from "./pool.ts";

/** More of one turn of the event loop go over the next session. */
const MAX_TOGETHER = 24;

type Waiting = {
  readonly statement: Prepared;
  readonly values: readonly unknown[] | undefined;
  readonly resolve: (answer: Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Sends prepared statements that are asked for in the same turn of the event loop over one session, each
 * before the answer to the one in front of it is there. Each is a transaction of its own: one that fails
 * leaves the others as they are.
 */
export function createSharedTurn(
  connect: () => Promise<Client>,
): (statement: Prepared, values?: readonly unknown[]) => Promise<Answer> {
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

  return (statement, values) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) process.nextTick(send);
      waiting.push({ statement, values, resolve, reject });
    });
}

/** The pool itself throws away a session that was lost. */
async function answer(client: Client, some: readonly Waiting[]): Promise<void> {
  const answers = some.map(({ statement, values, resolve }) => {
    const given = client.query(statement, values);
    resolve(given);
    return given;
  });
  await Promise.allSettled(answers);
  client.release();
}
