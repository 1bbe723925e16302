import type { TiersView } from "../../app/governance/read-plans.ts";
import { type ShownTiers, TierWords } from "../../contract/settings-plans.ts";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Target } from "../../domain/governance/target.ts";
import { conditionWords } from "../../messages/policy-difference.ts";
import { reader } from "./settings-departments.ts";
import type { SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";

const MINUTE_MS = 60_000;
const KINDS = ["company", "contact"] as const;

/** What each tier gets, side by side, and how many customers get it. */
export function presentTiers(view: TiersView, now: number, texts: SettingsTexts): ShownTiers {
  const { policy, counts, version } = view;
  const { t, language, number } = texts;
  const total = counts.reduce((sum, { customers }) => sum + customers, 0);
  const kindName = (kind: (typeof KINDS)[number]) => t(`settingsPlans.customerKind.${kind}`);
  return {
    state: "shown",
    serverNow: now,
    language,
    headline: t("settingsPlans.bundle.headline", { version, customers: number(total) }),
    tiers: policy.tiers.map(({ id, name }) => ({ id, name: name[language] })),
    rows: rowsOf(view, texts).filter(({ cells }) => cells.some((cell) => cell.length > 0)),
    chart:
      total === 0
        ? []
        : policy.tiers.flatMap(({ id, name }) =>
            KINDS.map((kind) => ({
              tier: name[language],
              kind: kindName(kind),
              customers: countOf(view, id, kind),
            })),
          ),
    colors: { [kindName("company")]: "blue", [kindName("contact")]: "orange" },
    words: tabWords(language, "settingsPlans.bundle.words", TierWords),
  };
}

function countOf({ counts }: TiersView, tierId: string, kind: (typeof KINDS)[number]): number {
  return counts.find((one) => one.tier === tierId && one.kind === kind)?.customers ?? 0;
}

type Row = ShownTiers["rows"][number];

function rowsOf(view: TiersView, texts: SettingsTexts): Row[] {
  const { policy } = view;
  const { t, number } = texts;
  const row = (key: string, cell: (tierId: string, index: number) => string[]): Row => ({
    label: t(`settingsPlans.bundle.row.${key}`),
    cells: policy.tiers.map(({ id }, index) => cell(id, index)),
  });
  return [
    row("customers", (id) => [
      number(KINDS.reduce((sum, kind) => sum + countOf(view, id, kind), 0)),
    ]),
    row("score", (_, index) => [scoreText(policy, index, texts)]),
    ...ClockKind.options.map((clock) => ({
      label: t(`clock.${clock}`),
      cells: policy.tiers.map(({ id }) => targetLines(policy, { tierId: id, clock }, texts)),
    })),
    row("ladder", (id) => ladderLines(policy, id, texts)),
    row("cadence", (id) => cadenceLines(policy, id, texts)),
    row("care", (id) => careLines(policy, id, texts)),
    row("benefits", (id) => benefitLines(policy, id, texts)),
  ];
}

function scoreText({ tiers }: Policy, index: number, { t, number }: SettingsTexts): string {
  const from = number(tiers[index]?.fromScore ?? 0);
  const above = tiers[index - 1];
  return above === undefined
    ? t("settingsPlans.bundle.scoreFrom", { from })
    : t("settingsPlans.bundle.scoreBelow", { from, below: number(above.fromScore) });
}

/** In their order, as the first that fits counts; what the tier itself asks for needs no saying. */
function targetLines(
  policy: Policy,
  { tierId, clock }: { readonly tierId: string; readonly clock: ClockKind },
  texts: SettingsTexts,
): string[] {
  const told = new Set<string>();
  return policy.targets
    .filter((target) => target.clock === clock && (target.tier ?? tierId) === tierId)
    .flatMap((target) => {
      const asked = askedOf(target, policy, texts);
      // An earlier one for the same tickets has been told.
      if (told.has(asked)) return [];
      told.add(asked);
      return [targetText(target, asked, texts)];
    });
}

function askedOf(
  { tier: _, ...target }: Target,
  policy: Policy,
  { t, language, list }: SettingsTexts,
): string {
  const department = policy.departments.find(({ id }) => id === target.department)?.name[language];
  const asked = [
    ...conditionWords(target, reader({ language }, policy)),
    ...(department === undefined ? [] : [department]),
  ];
  return asked.length === 0 ? t("settingsPlans.bundle.otherwise") : list(asked);
}

function targetText(
  { durationMinutes, calendarId, unit }: Target,
  asked: string,
  { t, span }: SettingsTexts,
): string {
  const told = { asked, span: span(durationMinutes * MINUTE_MS), calendarId };
  return t(`settingsPlans.bundle.target.${unit}`, told);
}

function ladderLines(policy: Policy, tierId: string, texts: SettingsTexts): string[] {
  const { t, list, language } = texts;
  return policy.ladders
    .filter(({ tier }) => (tier ?? tierId) === tierId)
    .map(({ tier: _, ...ladder }) => {
      const department = policy.departments.find(({ id }) => id === ladder.department);
      const asked = [
        ...(department === undefined ? [] : [department.name[language]]),
        ...conditionWords(ladder, reader(texts, policy)),
      ];
      return t("settingsPlans.bundle.ladder", {
        asked: asked.length === 0 ? t("settingsPlans.bundle.otherwise") : list(asked),
        count: ladder.levels.length,
      });
    });
}

function cadenceLines({ visits }: Policy, tierId: string, { t }: SettingsTexts): string[] {
  const cadence = visits.byTier[tierId];
  if (cadence === undefined) return [];
  return [
    t("settingsPlans.bundle.cadence", {
      ideal: cadence.idealDays,
      maximum: cadence.maximumDays,
      channel: t(`visitPlan.channel.${cadence.channel}`),
    }),
    t("settingsPlans.bundle.afterClose", { count: cadence.afterCloseDays }),
  ];
}

function careLines({ visits }: Policy, tierId: string, { language }: SettingsTexts): string[] {
  return visits.care
    .filter(({ tiers }) => tiers === undefined || tiers.includes(tierId))
    .map(({ name }) => name[language]);
}

function benefitLines({ benefits }: Policy, tierId: string, texts: SettingsTexts): string[] {
  const { t, language } = texts;
  return (benefits[tierId] ?? []).map(({ name, quota, validDays }) =>
    t("settingsPlans.bundle.benefit", { name: name[language], count: quota, days: validDays }),
  );
}
