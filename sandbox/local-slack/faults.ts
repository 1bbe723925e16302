/**
 * What can go wrong with a call. `before` the call took effect nothing has happened; `after` it has,
 * and the caller does not learn of it.
 */
export type Fault =
  | {
      readonly kind: "connection_closed" | "no_answer" | "server_error" | "internal_error";
      readonly when: "before" | "after";
    }
  | { readonly kind: "rate_limited"; readonly retryAfterSeconds: number | null }
  | { readonly kind: "html_page" }
  | { readonly kind: "error"; readonly error: string }
  | { readonly kind: "delay"; readonly delayMs: number };

/** What lasts until it is switched off. `answer_lost`: it takes effect, and nobody is told. */
export type StandingFault =
  | { readonly kind: "down" | "answer_lost" }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "rate_limited"; readonly retryAfterSeconds: number };

/** All methods that have no standing fault of their own. */
export const EVERY_METHOD = "*";

export type Faults = {
  /** The next `times` calls of `method` fail like this; after those, the faults asked for later. */
  next(method: string, fault: Fault, times?: number): void;
  /** Until it is switched off with null, calls of `method` (or of all with `*`) fail like this. */
  stand(method: string, fault: StandingFault | null): void;
  standing(): readonly { readonly method: string; readonly fault: StandingFault }[];
  /** Ends all of them. */
  clear(): void;
};

export function createFaults(changed: () => void): Faults & { take(method: string): Fault | null } {
  const waiting = new Map<string, Fault[]>();
  const standing = new Map<string, StandingFault>();
  return {
    next(method, fault, times = 1) {
      const queue = waiting.get(method) ?? [];
      waiting.set(method, [...queue, ...Array.from({ length: times }, () => fault)]);
    },
    stand(method, fault) {
      if (fault === null) standing.delete(method);
      else standing.set(method, fault);
      changed();
    },
    standing: () => [...standing].map(([method, fault]) => ({ method, fault })),
    clear() {
      waiting.clear();
      standing.clear();
      changed();
    },
    take(method) {
      const once = waiting.get(method)?.shift();
      if (once !== undefined) return once;
      const lasting = standing.get(method) ?? standing.get(EVERY_METHOD);
      return lasting === undefined ? null : asFault(lasting);
    },
  };
}

function asFault(standing: StandingFault): Fault {
  switch (standing.kind) {
    case "down":
      return { kind: "connection_closed", when: "before" };
    case "answer_lost":
      return { kind: "connection_closed", when: "after" };
    case "slow":
      return { kind: "delay", delayMs: standing.delayMs };
    case "rate_limited":
      return standing;
  }
}
