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

export type Faults = {
  /** The next `times` calls of `method` fail like this; after those, the faults asked for later. */
  next(method: string, fault: Fault, times?: number): void;
  clear(): void;
};

export function createFaults(): Faults & { take(method: string): Fault | null } {
  const waiting = new Map<string, Fault[]>();
  return {
    next(method, fault, times = 1) {
      const queue = waiting.get(method) ?? [];
      waiting.set(method, [...queue, ...Array.from({ length: times }, () => fault)]);
    },
    clear: () => waiting.clear(),
    take: (method) => waiting.get(method)?.shift() ?? null,
  };
}
