import type { Asked } from "../governance/policy-deps.ts";
import { turnImport } from "../imports/turn-import.ts";
import { type HealthDeps, readHealth, rememberEquation } from "./read-health.ts";
import { type RereadEvent, retryEvent, retrySend } from "./retry-dead.ts";

export type HealthUseCases = {
  readHealth(asked: Asked): ReturnType<typeof readHealth>;
  retrySend(asked: Parameters<typeof retrySend>[1]): ReturnType<typeof retrySend>;
  turnImport(asked: Parameters<typeof turnImport>[1]): ReturnType<typeof turnImport>;
  retryEvent(asked: Parameters<typeof retryEvent>[1]): ReturnType<typeof retryEvent>;
};

/** How well Aftercare runs for a portal, and another try for what did not go well. */
export function healthUseCases(
  deps: HealthDeps & { readonly rereadEvent: RereadEvent },
): HealthUseCases {
  const readEquation = rememberEquation(deps);
  return {
    readHealth: (asked) => readHealth(deps, asked, readEquation),
    retrySend: (asked) => retrySend(deps, asked),
    turnImport: (asked) => turnImport(deps, asked),
    retryEvent: (asked) => retryEvent(deps, asked),
  };
}
