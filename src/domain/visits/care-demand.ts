import type { CareItem } from "../governance/care.ts";
import { addMonths, dateOfDay, dayNumberOf } from "../time/day-number.ts";
import { customerText, type Demand } from "./demand.ts";
import type { LunarDay, PlanCustomer, PlanRules } from "./plan-rules.ts";
import type { VisitReason } from "./visit.ts";

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/;
const MILLISECONDS = /^-?\d{7,15}$/;
const DAY_MS = 86_400_000;
/** `8-15`, `08-15`; `+8-15` in the second of two months of that number. */
const LUNAR_DAY = /^(\+?)(\d{1,2})-(\d{1,2})$/;
/** A low score older than this is answered by other means. */
const SCORE_AGE_DAYS = 60;
/** Dates further ahead are planned when they come nearer. */
const AHEAD_DAYS = 400;

type Occasion = {
  readonly reason: VisitReason;
  /** What the item counts from: it tells one occasion from the next. */
  readonly date: string;
  readonly wanted: number;
  /** No later than this, whatever the item allows. */
  readonly latest?: number;
  /** Tells two occasions of one day apart. */
  readonly key?: string;
};

/** Whether it is pointless once its time is over: nobody is congratulated a month later. */
export function isTimely(kind: CareItem["kind"]): boolean {
  return kind === "greeting" || kind === "invitation" || kind === "reward";
}

/** What the care items of the policy ask for, of one customer. */
export function careDemands(subject: PlanCustomer, rules: PlanRules): readonly Demand[] {
  return rules.visits.care
    .filter(({ tiers }) => tiers === undefined || tiers.includes(subject.tier))
    .flatMap((item) =>
      occasionsOf(item, subject, rules)
        .filter(({ wanted }) => wanted <= rules.today + AHEAD_DAYS)
        .map((occasion) => demandOf(item, occasion, subject)),
    );
}

function demandOf(item: CareItem, occasion: Occasion, { customer }: PlanCustomer): Demand {
  const { wanted, date, key = "" } = occasion;
  const { kind, id, channel, durationMinutes, earlyDays, lateDays } = item;
  return {
    visitId: `care:${id}:${customerText(customer)}:${date}${key}`,
    kind,
    reason: occasion.reason,
    careId: id,
    channel,
    durationMinutes,
    anchorDate: date,
    earliest: wanted - earlyDays,
    wanted,
    latest: Math.max(wanted, Math.min(wanted + lateDays, occasion.latest ?? wanted + lateDays)),
  };
}

function occasionsOf(item: CareItem, subject: PlanCustomer, rules: PlanRules): readonly Occasion[] {
  const { anchor } = item;
  switch (anchor.on) {
    case "date_property":
      return nextOpenDate(item, subject, { anchor, rules });
    case "renewal": {
      const date = dateIn(subject, anchor.property);
      if (date === null) return [];
      const at = dayNumberOf(date);
      const occasion = {
        reason: "renewal",
        date,
        wanted: at - anchor.leadDays,
        latest: at,
      } as const;
      return at < rules.today ? [] : [occasion];
    }
    case "low_score": {
      const date = dateIn(subject, anchor.dateProperty);
      const score = Number.parseFloat(subject.properties[anchor.property] ?? "");
      if (date === null || !(score <= anchor.atMost)) return [];
      const wanted = dayNumberOf(date) + anchor.afterDays;
      if (wanted + SCORE_AGE_DAYS < rules.today) return [];
      return [{ reason: "low_score", date, wanted }];
    }
    case "benefit_unused":
      return subject.unusedBenefits
        .filter(({ benefitId }) => (anchor.benefitId ?? benefitId) === benefitId)
        .map(({ grantId, lastDate }) => ({
          reason: "benefit_unused",
          date: lastDate,
          key: `:${grantId}`,
          wanted: dayNumberOf(lastDate) - anchor.leadDays,
          latest: dayNumberOf(lastDate),
        }));
    case "ticket_closed":
      // Those are planned when the ticket closes, and kept as they are.
      return [];
  }
}

type DateAnchor = Extract<CareItem["anchor"], { readonly on: "date_property" }>;

/** The days of the anchor around today, in order. */
function* datesOf(
  anchor: DateAnchor,
  subject: PlanCustomer,
  rules: PlanRules,
): Generator<string, void> {
  const year = Number(dateOfDay(rules.today).slice(0, 4));
  const years = [year - 1, year, year + 1, year + 2];
  if (anchor.everyMonths === undefined && anchor.repeat === "lunar_yearly") {
    const lunarDay = readLunarDay(subject.properties[anchor.property] ?? "");
    if (lunarDay === null) return;
    for (const one of years) yield* rules.lunarDates(lunarDay, one);
    return;
  }
  const date = dateIn(subject, anchor.property);
  if (date === null) return;
  const months = anchor.everyMonths ?? (anchor.repeat === "yearly" ? 12 : null);
  if (months === null) return yield date;
  const behind = (year - 1 - Number(date.slice(0, 4))) * 12;
  // The day itself is no anniversary.
  const first = Math.max(1, Math.floor(behind / months));
  const count = Math.ceil(48 / months) + 1;
  for (let index = 0; index < count; index += 1) yield addMonths(date, (first + index) * months);
}

/**
 * The first day that is not over and whose visit has not ended; one that is planned already stays the
 * next one until somebody made it or gave it up.
 */
function nextOpenDate(
  { id, lateDays, kind }: CareItem,
  subject: PlanCustomer,
  { anchor, rules }: { readonly anchor: DateAnchor; readonly rules: PlanRules },
): readonly Occasion[] {
  const { customer, visits } = subject;
  for (const date of datesOf(anchor, subject, rules)) {
    const visitId = `care:${id}:${customerText(customer)}:${date}`;
    const state = visits.find((visit) => visit.visitId === visitId)?.state;
    if (state === "done" || state === "skipped") continue;
    const wanted = dayNumberOf(date) + anchor.offsetDays;
    if ((state === "planned" && !isTimely(kind)) || wanted + lateDays >= rules.today) {
      return [{ reason: "date", date, wanted }];
    }
  }
  return [];
}

/** The CRM tells days as text, and in its events as milliseconds of their midnight in UTC. */
function dateIn({ properties }: PlanCustomer, property: string): string | null {
  const text = properties[property] ?? "";
  if (MILLISECONDS.test(text)) return dateOfDay(Math.floor(Number(text) / DAY_MS));
  return DATE.test(text) ? text.slice(0, 10) : null;
}

export function readLunarDay(text: string): LunarDay | null {
  const [, leap, month = "0", day = "0"] = LUNAR_DAY.exec(text.trim()) ?? [];
  const read = { month: Number(month), day: Number(day), isLeapMonth: leap === "+" };
  return read.month >= 1 && read.month <= 12 && read.day >= 1 && read.day <= 30 ? read : null;
}
