import { z } from "zod";
import type {
  PolicyReplay,
  ReplayedBreach,
  ReplayRow,
} from "../../app/governance/policy-replay.ts";
import { replayPolicy } from "../../app/governance/replay-policy.ts";
import { EXIT, type Terminal } from "./command.ts";
import { withNamedPolicy } from "./policy-named.ts";
import {
  Count,
  OPTIONS,
  optionsOf,
  type PolicySubcommand,
  printJson,
  progressOn,
  refusePortal,
} from "./policy-subcommand.ts";

const DEFAULT_DAYS = 30;

const Options = z.strictObject({
  portal: OPTIONS.portal,
  file: OPTIONS.file.optional(),
  draft: OPTIONS.draft.optional(),
  days: Count,
  data: OPTIONS.data,
  json: OPTIONS.json,
});

export const policyReplay: PolicySubcommand = {
  name: "replay",
  usage: "policy replay --portal ID --file FILE | --draft ID [--days N]",
  summary:
    "what it would have made of the tickets of the last 30 days, or of N; nothing is written",
  run: async (deps, args, terminal) => {
    const options = optionsOf(Options, args, terminal);
    if (options === null) return EXIT.wrongUse;
    const { portal, days: sinceDays = DEFAULT_DAYS } = options;
    return withNamedPolicy(deps, { options, terminal }, async (store, policy) => {
      const { onTickets: onProgress } = progressOn(terminal);
      const outcome = await replayPolicy(store, {
        portalId: portal,
        policy,
        sinceDays,
        onProgress,
      });
      if (!outcome.ok) return refusePortal(store, portal, terminal);
      const { replay } = outcome;
      if (options.json) printJson(terminal, replay);
      else tell(replay, terminal);
      return replay.added.count + replay.avoided.count === 0 ? EXIT.ok : EXIT.failed;
    });
  },
};

function tell(replay: PolicyReplay, { print }: Terminal): void {
  const { coverage, tickets, leftOut, total, added, avoided } = replay;
  const since = coverage.eventsSinceAt ?? coverage.sinceAt;
  print(`${tickets} tickets compared, events since ${instantText(since)}`);
  for (const [reason, count] of Object.entries(leftOut)) {
    if (count > 0) print(`  ${count} left out: ${reason.replaceAll("_", " ")}`);
  }
  print("breached clocks, recorded → with this policy (of all that ended or ran out):");
  print(`  ${sidesText("all", total)}`);
  table("by clock", replay.byClock);
  table("by tier", replay.byTier);
  table("by department", replay.byDepartment);
  table("by weekday", replay.byWeekday);
  table("by hour", replay.byHour);
  print(`breaches added: ${added.count}`);
  for (const example of added.examples) print(`  ${exampleText(example)}`);
  print(`breaches avoided: ${avoided.count}`);
  for (const example of avoided.examples) print(`  ${exampleText(example)}`);

  function table(title: string, rows: readonly ReplayRow<string | number>[]): void {
    print(`${title}:`);
    for (const row of rows) print(`  ${sidesText(String(row.key), row)}`);
  }
}

function sidesText(
  name: string,
  { before, after }: Pick<PolicyReplay["total"], "before" | "after">,
) {
  const judged = ({ met, breached }: typeof before) => met + breached;
  return `${name}: ${before.breached} → ${after.breached} (of ${judged(before)} → ${judged(after)})`;
}

function exampleText({ ticketId, clock, before, after, subject }: ReplayedBreach): string {
  const due = (side: ReplayedBreach["before"]) =>
    side === null || side.dueAt === null ? "none" : instantText(side.dueAt);
  return `${ticketId} ${clock}: due ${due(before)} → ${due(after)}  ${subject}`;
}

function instantText(at: number): string {
  return new Date(at).toISOString();
}
