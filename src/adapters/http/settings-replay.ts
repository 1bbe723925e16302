import {
  LEFT_OUT,
  type PolicyReplay,
  type ReplayedBreach,
  type ReplayedBreaches,
  type ReplayRow,
  type ReplaySides,
} from "../../app/governance/policy-replay.ts";
import type { SettingsTag } from "../../contract/settings-parts.ts";
import type {
  BreachExamples,
  SettingsReplay,
  ReplayRow as ShownRow,
} from "../../contract/settings-work.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { presentTicket } from "./settings-effect.ts";
import type { SettingsTexts } from "./settings-texts.ts";

/** By whose names tiers and departments are called: the draft's, else those of the policy in force. */
export type ReplayNames = readonly Pick<Policy, "tiers" | "departments">[];

export function presentReplay(
  replay: PolicyReplay,
  names: ReplayNames,
  texts: SettingsTexts,
): SettingsReplay {
  const tier = (id: string) =>
    nameAmong(
      names.flatMap(({ tiers }) => tiers),
      id,
      texts,
    );
  return {
    ...headlineOf(replay, texts),
    coverage: coverageOf(replay, texts),
    totals: totalsOf(replay.total, texts),
    tables: tablesOf(replay, names, texts),
    chart: replay.byTier.flatMap(({ key, before, after }) => [
      { label: tier(key), side: "before" as const, breaches: before.breached },
      { label: tier(key), side: "after" as const, breaches: after.breached },
    ]),
    added: presentBreaches(replay.added, "added", texts),
    avoided: presentBreaches(replay.avoided, "avoided", texts),
  };
}

function headlineOf(
  { tickets, total }: PolicyReplay,
  { t, number }: SettingsTexts,
): Pick<SettingsReplay, "headline" | "variant"> {
  if (tickets === 0) return { headline: t("settingsWork.replay.none"), variant: "default" };
  const [before, after] = [total.before.breached, total.after.breached];
  const count = Math.abs(after - before);
  const shown = { count, before: number(before), after: number(after) };
  if (count === 0) {
    const clocks = number(total.before.met + total.before.breached + total.before.open);
    const headline = t("settingsWork.replay.same", { ...shown, clocks });
    return { headline, variant: "default" };
  }
  return after < before
    ? { headline: t("settingsWork.replay.fewer", shown), variant: "success" }
    : { headline: t("settingsWork.replay.more", shown), variant: "warning" };
}

function totalsOf(
  { before, after }: ReplaySides,
  { t, number }: SettingsTexts,
): SettingsReplay["totals"] {
  const unchanged = t("settingsWork.replay.unchanged");
  const kinds = [
    { kind: "met", moreIs: "success", lessIs: "warning" },
    { kind: "breached", moreIs: "danger", lessIs: "success" },
    { kind: "open", moreIs: "default", lessIs: "default" },
  ] as const;
  const counts = kinds.map(({ kind, moreIs, lessIs }) => {
    const difference = after[kind] - before[kind];
    const variant: SettingsTag["variant"] = difference > 0 ? moreIs : lessIs;
    return {
      label: t(`settingsWork.replay.total.${kind}`),
      before: number(before[kind]),
      after: number(after[kind]),
      change: difference === 0 ? none(unchanged) : { label: signed(difference, number), variant },
    };
  });
  const [was, is] = [rateOf(before), rateOf(after)];
  if (was === null || is === null) return counts;
  const points = Math.round((is - was) * 10) / 10;
  const variant: SettingsTag["variant"] = points > 0 ? "success" : "danger";
  const moved = t("settingsWork.replay.points", { points: signed(points, number) });
  const change = points === 0 ? none(unchanged) : { label: moved, variant };
  const label = t("settingsWork.replay.total.rate");
  const percent = (rate: number) =>
    t("settingsWork.replay.percent", { percent: number(Math.round(rate * 10) / 10) });
  return [...counts, { label, before: percent(was), after: percent(is), change }];
}

/** Met of those that ended, in percent; null where none did. */
function rateOf({ met, breached }: ReplaySides["before"]): number | null {
  return met + breached === 0 ? null : (100 * met) / (met + breached);
}

function none(label: string): SettingsTag {
  return { label, variant: "default" };
}

function signed(value: number, number: SettingsTexts["number"]): string {
  return value < 0 ? `−${number(-value)}` : `+${number(value)}`;
}

function tablesOf(
  replay: PolicyReplay,
  names: ReplayNames,
  texts: SettingsTexts,
): SettingsReplay["tables"] {
  const { t } = texts;
  const tiers = names.flatMap((policy) => policy.tiers);
  const departments = names.flatMap((policy) => policy.departments);
  const table = <K>(
    id: SettingsReplay["tables"][number]["id"],
    rows: readonly ReplayRow<K>[],
    labelOf: (key: K) => string,
  ) => ({
    id,
    title: t(`settingsWork.replay.table.${id}`),
    rows: rows.map(({ key, ...sides }) => presentRow(labelOf(key), sides, texts)),
  });
  return [
    table("tier", replay.byTier, (id) => nameAmong(tiers, id, texts)),
    table("clock", replay.byClock, (kind) => t(`clock.${kind}`)),
    table("department", replay.byDepartment, (id) => nameAmong(departments, id, texts)),
    table("weekday", replay.byWeekday, (day) => t(`settingsWork.replay.weekday.${day}`)),
    table("hour", replay.byHour, hourText),
  ];
}

function presentRow(
  label: string,
  { before, after }: ReplaySides,
  { t, number }: SettingsTexts,
): ShownRow {
  const difference = after.breached - before.breached;
  return {
    label,
    metBefore: number(before.met),
    metAfter: number(after.met),
    breachedBefore: number(before.breached),
    breachedAfter: number(after.breached),
    change:
      difference === 0
        ? none(t("settingsWork.replay.unchanged"))
        : { label: signed(difference, number), variant: difference > 0 ? "danger" : "success" },
  };
}

/** `09:00–10:00` */
function hourText(hour: number): string {
  const clock = (value: number) => `${String(value).padStart(2, "0")}:00`;
  return `${clock(hour)}–${clock((hour + 1) % 24)}`;
}

function nameAmong(
  named: readonly Pick<Policy["tiers"][number], "id" | "name">[],
  id: string,
  { language }: SettingsTexts,
): string {
  return named.find((one) => one.id === id)?.name[language] ?? (id || "–");
}

function presentBreaches(
  { count, examples }: ReplayedBreaches,
  which: "added" | "avoided",
  texts: SettingsTexts,
): BreachExamples {
  const { t, number } = texts;
  const noneOf = { added: "noneAdded", avoided: "noneAvoided" } as const;
  return {
    headline:
      count === 0
        ? t(`settingsWork.replay.${noneOf[which]}`)
        : t(`settingsWork.replay.${which}`, { count }),
    examples: examples.map((breach) => presentBreach(breach, texts)),
    more:
      count > examples.length
        ? t("settingsWork.replay.moreExamples", { shown: examples.length, count: number(count) })
        : null,
  };
}

function presentBreach(
  breach: ReplayedBreach,
  texts: SettingsTexts,
): BreachExamples["examples"][number] {
  const name = texts.t(`clock.${breach.clock}`);
  return {
    ticket: presentTicket(breach, texts),
    clock: breach.cycle === 1 ? name : `${name} ${breach.cycle}`,
    was: presentSide(breach.before, texts),
    would: presentSide(breach.after, texts),
  };
}

const STATE_VARIANTS: Readonly<Record<Clock["state"], SettingsTag["variant"]>> = {
  running: "info",
  paused: "default",
  met: "success",
  breached: "danger",
  cancelled: "default",
};

function presentSide(side: ReplayedBreach["before"], { t, at }: SettingsTexts): SettingsTag {
  if (side === null) return none(t("settingsWork.replay.noClock"));
  const state = t(`card.state.${side.state}`);
  const label =
    side.dueAt === null ? state : t("settingsWork.replay.due", { state, time: at(side.dueAt) });
  return { label, variant: STATE_VARIANTS[side.state] };
}

function coverageOf(
  { coverage, tickets, leftOut, departmentClocks }: PolicyReplay,
  { t, at }: SettingsTexts,
): string[] {
  const { sinceAt, untilAt, eventsSinceAt } = coverage;
  const counted = [
    ...LEFT_OUT.map((reason) => ({ key: reason, count: leftOut[reason] })),
    { key: "departmentClocks" as const, count: departmentClocks },
  ];
  return [
    t("settingsWork.replay.coverage.time", { from: at(sinceAt), until: at(untilAt) }),
    t("settingsWork.replay.coverage.tickets", { count: tickets }),
    eventsSinceAt === null
      ? t("settingsWork.replay.coverage.noEvents")
      : t("settingsWork.replay.coverage.events", { time: at(eventsSinceAt) }),
    ...counted
      .filter(({ count }) => count > 0)
      .map(({ key, count }) => t(`settingsWork.replay.coverage.${key}`, { count })),
  ];
}
