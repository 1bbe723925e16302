import { invariant } from "../../domain/invariant.ts";
import { PluginError } from "../../ports/plugin-error.ts";

export type GroupCommitOptions<Item> = {
  /** How many inserts may run at the same time. */
  readonly lanes: number;
  /** Calls that must wait before another lane is opened: few big inserts cost less than many small ones. */
  readonly callsForAnotherLane: number;
  /** An insert takes no further calls once it has so many items or characters. */
  readonly maxItems: number;
  readonly maxCharacters: number;
  /** More calls than this in line are refused, so that the sender comes again later. */
  readonly maxWaitingCalls: number;
  readonly sizeOf: (item: Item) => number;
  /** Resolves when the items are committed. */
  readonly insert: (items: readonly Item[]) => Promise<void>;
};

type Call<Item> = {
  readonly items: readonly Item[];
  readonly done: PromiseWithResolvers<void>;
};

/**
 * Lets all calls that arrive while an insert runs share the next one. Each call resolves once its own
 * items are committed. When a shared insert fails, every call is tried alone, so that one that cannot be
 * stored does not fail the others.
 */
export function createGroupCommit<Item>(
  options: GroupCommitOptions<Item>,
): (items: readonly Item[]) => Promise<void> {
  const waiting: Call<Item>[] = [];
  let busyLanes = 0;

  /** While calls wait a lane is busy, so each call is taken by the lane that ends next, or by a new one. */
  function isLaneWanted(): boolean {
    return waiting.length >= (busyLanes === 0 ? 1 : options.callsForAnotherLane);
  }

  async function runLane(): Promise<void> {
    while (isLaneWanted()) {
      busyLanes += 1;
      await commit(take(waiting, options), options.insert);
      busyLanes -= 1;
    }
  }

  return (items) => {
    if (waiting.length >= options.maxWaitingCalls) return Promise.reject(tooMany(waiting.length));
    const done = Promise.withResolvers<void>();
    waiting.push({ items, done });
    if (busyLanes < options.lanes && isLaneWanted()) void runLane();
    return done.promise;
  };
}

function tooMany(waitingCalls: number): PluginError {
  return new PluginError("store_unavailable", `${waitingCalls} calls wait to be stored`, {
    retryable: true,
  });
}

function take<Item>(
  waiting: Call<Item>[],
  limits: Pick<GroupCommitOptions<Item>, "maxItems" | "maxCharacters" | "sizeOf">,
): readonly Call<Item>[] {
  let items = 0;
  let characters = 0;
  const isFull = () => items >= limits.maxItems || characters >= limits.maxCharacters;
  let count = 0;
  for (; count < waiting.length && !isFull(); count += 1) {
    const call = waiting[count];
    invariant(call !== undefined, "count is below the length");
    items += call.items.length;
    characters += call.items.reduce((sum, item) => sum + limits.sizeOf(item), 0);
  }
  return waiting.splice(0, count);
}

async function commit<Item>(
  calls: readonly Call<Item>[],
  insert: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  try {
    await insert(calls.flatMap((call) => call.items));
    for (const call of calls) call.done.resolve();
  } catch (error) {
    if (calls.length === 1 || (error instanceof PluginError && error.retryable)) {
      for (const call of calls) call.done.reject(error);
      return;
    }
    for (const call of calls) await commit([call], insert);
  }
}
