import { MINUTE } from "./naive-clock.ts";

/**
 * An oracle for ladders: walks minute by minute with a stop-watch that runs while the department is open,
 * and knows nothing of timers, rests or calendars but "is this minute open". Instants are whole minutes.
 */
export type NaiveLadder = {
  readonly waits: readonly number[];
  readonly repeats: number;
  readonly staleAfterMinutes: number | null;
};

export type NaiveAct =
  | { readonly at: number; readonly act: "acknowledged" | "progress" | "resolved" }
  | { readonly at: number; readonly act: "snoozed"; readonly until: number };

/** What happened, with its instant: `told 1`, `went_stale`, … */
export type NaiveStep = readonly [what: string, at: number];

export function walkLadder(options: {
  readonly ladder: NaiveLadder;
  readonly acts: readonly NaiveAct[];
  readonly from: number;
  readonly now: number;
  readonly isOpen: (at: number) => boolean;
}): readonly NaiveStep[] {
  const { acts, from, now, isOpen } = options;
  const walker = createWalker(options.ladder);
  for (let at = from; at <= now; at += MINUTE) {
    for (const act of acts.filter((one) => one.at === at)) walker.act(act);
    // More than one thing may come at one minute: a stale acknowledgement, and then the next level.
    while (isOpen(at) && walker.isDue(at)) walker.fire(at);
    if (isOpen(at)) walker.tick();
  }
  return walker.steps;
}

function createWalker({ waits, repeats, staleAfterMinutes }: NaiveLadder) {
  const rungs = Array.from({ length: repeats + 1 }, () => waits.map((_, index) => index)).flat();
  const steps: NaiveStep[] = [];
  let mode: "level" | "taken" | "snoozed" | "over" = "level";
  let toldCount = 0;
  let isExhausted = false;
  let waited = 0;
  let needed = 0;
  let until = 0;

  const wait = (minutes: number) => {
    waited = 0;
    needed = minutes;
  };
  const act = (done: NaiveAct) => {
    if (mode === "over") return;
    if (done.act === "progress") {
      if (mode === "taken") wait(staleAfterMinutes ?? Number.POSITIVE_INFINITY);
      return;
    }
    const isSameTwice = done.act === "acknowledged" && mode !== "level";
    if (!isSameTwice) steps.push([done.act, done.at]);
    if (done.act === "resolved") mode = "over";
    if (done.act === "snoozed") {
      mode = "snoozed";
      until = done.until;
    }
    if (done.act === "acknowledged" && mode !== "snoozed") {
      mode = "taken";
      wait(staleAfterMinutes ?? Number.POSITIVE_INFINITY);
    }
  };
  const isDue = (at: number) => {
    if (mode === "snoozed") return at >= until;
    return mode !== "over" && waited >= needed && !(mode === "level" && isExhausted);
  };
  const fire = (at: number) => {
    if (mode === "taken") steps.push(["went_stale", at]);
    if (mode === "snoozed") {
      steps.push(["snooze_ended", at]);
      if (toldCount > 0 && !isExhausted) toldCount -= 1;
    }
    mode = "level";
    const rung = rungs[toldCount];
    if (rung === undefined) {
      if (!isExhausted) steps.push(["exhausted", at]);
      isExhausted = true;
      return;
    }
    toldCount += 1;
    steps.push([`told ${rung + 1}`, at]);
    wait(waits[rung] ?? 0);
  };
  const tick = () => {
    waited += 1;
  };
  return { steps, act, isDue, fire, tick };
}
