import type { VisitPlanView } from "../../app/governance/read-plans.ts";
import { type ShownVisitPlan, VisitPlanWords } from "../../contract/settings-plans.ts";
import type { CareItem } from "../../domain/governance/care.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";

const MINUTE_MS = 60_000;
/** Of one person's absences. */
const MAX_ABSENCES_SHOWN = 3;

/** How often customers of each tier are visited, by whom, and how many visits there may be. */
export function presentVisitPlan(
  view: VisitPlanView,
  now: number,
  texts: SettingsTexts,
): ShownVisitPlan {
  const { policy, version } = view;
  const { t, language } = texts;
  return {
    state: "shown",
    serverNow: now,
    language,
    headline: t("settingsPlans.visits.headline", { version }),
    cadences: cadencesOf(policy, texts),
    facts: factsOf(view, texts),
    people: peopleOf(view, texts),
    care: policy.visits.care.map((item) => ({
      name: item.name[language],
      kind: t(`visitPlan.kind.${item.kind}`),
      tiers: tierNames(policy, item.tiers, texts),
      when: anchorText(item, texts),
    })),
    words: tabWords(language, "settingsPlans.visits.words", VisitPlanWords),
  };
}

function cadencesOf(
  { tiers, visits }: Policy,
  { t, language, span }: SettingsTexts,
): ShownVisitPlan["cadences"] {
  const days = (count: number) => t("settingsPlans.visits.days", { count });
  return tiers.flatMap(({ id, name }) => {
    const cadence = visits.byTier[id];
    if (cadence === undefined) return [];
    const script = visits.scripts.find((one) => one.id === cadence.scriptId);
    return {
      tier: name[language],
      afterClose: days(cadence.afterCloseDays),
      ideal: days(cadence.idealDays),
      maximum: days(cadence.maximumDays),
      channel: t(`visitPlan.channel.${cadence.channel}`),
      duration: span(cadence.durationMinutes * MINUTE_MS),
      script: script?.name[language] ?? "–",
    };
  });
}

function factsOf(view: VisitPlanView, texts: SettingsTexts): ShownVisitPlan["facts"] {
  const { visits } = view.policy;
  const { t, list } = texts;
  const fact = (key: string, told: Record<string, string | number>) => ({
    label: t(`settingsPlans.visits.fact.${key}.label`),
    text: t(`settingsPlans.visits.fact.${key}.text`, told),
  });
  const { capacity, contactCap, retry, owners } = visits;
  const teams = owners.teams.map(({ ownerIds, tiers }) =>
    t("settingsPlans.visits.team", {
      people: list(ownerIds.map((id) => ownerName(id, view))),
      tiers: tierNames(view.policy, tiers, texts),
    }),
  );
  return [
    fact("capacity", { perDay: capacity.perDay, perWeek: capacity.perWeek }),
    ...(contactCap === undefined
      ? []
      : [fact("cap", { count: contactCap.contacts, days: contactCap.withinDays })]),
    fact("horizon", { count: visits.horizonDays, calendarId: visits.calendarId }),
    fact("retry", { count: retry.atMost, days: retry.afterDays }),
    ...(teams.length === 0 ? [] : [fact("teams", { teams: list(teams) })]),
    ...(owners.fallbackOwnerId === undefined
      ? []
      : [fact("fallback", { person: ownerName(owners.fallbackOwnerId, view) })]),
  ];
}

function peopleOf(view: VisitPlanView, texts: SettingsTexts): ShownVisitPlan["people"] {
  const { t, list, day } = texts;
  const { capacity } = view.policy.visits;
  return capacity.byOwner.map(({ ownerId, perDay, perWeek, absences }) => ({
    name: ownerName(ownerId, view),
    capacity: t("settingsPlans.visits.fact.capacity.text", {
      perDay: perDay ?? capacity.perDay,
      perWeek: perWeek ?? capacity.perWeek,
    }),
    away: list(
      absences
        .slice(0, MAX_ABSENCES_SHOWN)
        .map(({ fromDate, toDate }) =>
          t("settingsPlans.visits.away", { from: day(fromDate), to: day(toDate) }),
        ),
    ),
  }));
}

function ownerName(ownerId: string, { owners }: VisitPlanView): string {
  return owners.find((owner) => owner.ownerId === ownerId)?.name ?? ownerId;
}

function tierNames(
  { tiers }: Policy,
  wanted: readonly string[] | undefined,
  { t, language, list }: SettingsTexts,
): string {
  if (wanted === undefined) return t("settingsPlans.visits.everyTier");
  return list(tiers.filter(({ id }) => wanted.includes(id)).map(({ name }) => name[language]));
}

function anchorText({ anchor }: CareItem, { t }: SettingsTexts): string {
  switch (anchor.on) {
    case "date_property":
      return t(`settingsPlans.visits.anchor.date_${anchor.repeat}`, { property: anchor.property });
    case "renewal":
      return t("settingsPlans.visits.anchor.renewal", {
        property: anchor.property,
        count: anchor.leadDays,
      });
    case "low_score":
      return t("settingsPlans.visits.anchor.low_score", {
        property: anchor.property,
        atMost: anchor.atMost,
        count: anchor.afterDays,
      });
    case "benefit_unused":
      return t("settingsPlans.visits.anchor.benefit_unused", { count: anchor.leadDays });
    case "ticket_closed":
      return t("settingsPlans.visits.anchor.ticket_closed", { count: anchor.afterDays });
  }
}
