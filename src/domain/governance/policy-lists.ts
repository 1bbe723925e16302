import { type Asked, bothOf } from "./narrower-first.ts";

/** How the lists of a policy are compared: what tells an entry from its neighbours, and whether their order says anything. */
export type PolicyList = {
  /** Equal keys are the same entry, wherever it stands. */
  keyOf(entry: unknown): string;
  /** Whether it matters which of the two comes first. */
  isOrdered(one: unknown, other: unknown): boolean;
};

/** What a target or route asks for, in the order of the names: the same rule has the same key. */
function ruleKey(rule: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    CONDITIONS.flatMap((name) => (rule[name] === undefined ? [] : [[name, rule[name]]])),
  );
}

const CONDITIONS = [
  "clock",
  "customer",
  "tier",
  "severity",
  "priority",
  "category",
  "pipelineId",
  "channel",
  "customerKind",
  "region",
] as const;

type Group = Readonly<Record<string, unknown>>;

const never = () => false;
const by = (key: string): PolicyList => ({
  keyOf: (entry) => textOf(group(entry)[key]),
  isOrdered: never,
});
const SET: PolicyList = { keyOf: (entry) => JSON.stringify(sorted(entry)), isOrdered: never };

/** By where they stand; a list that is not here is compared place by place. */
export const LISTS: ReadonlyMap<string, PolicyList> = new Map([
  ["calendars", by("id")],
  ["calendars.holidays", SET],
  ["calendars.breaks", SET],
  ["calendars.makeUpDays", by("date")],
  ["calendars.dates", by("date")],
  ...["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(
    (day) => [`calendars.weekly.${day}`, SET] as const,
  ),
  ["calendars.dates.windows", SET],
  ["tiers", { ...by("id"), isOrdered: () => true }],
  ["tierInputs", by("id")],
  ["tierInputs.bands", by("from")],
  ["tiering.products", SET],
  ["targets", { keyOf: (entry) => keyOfTarget(group(entry)), isOrdered: areRivals }],
  ["complaintCategories", SET],
  ["waiting", by("stageId")],
  ["overriddenBy", SET],
  ["departments", by("id")],
  ["departments.deputies", SET],
  ["departments.members", SET],
  ["departments.regions", SET],
  ["departments.onCall.shifts", SET],
  ["departments.onCall.absences", SET],
  ["departments.quietHours.except", SET],
  ["routes", { keyOf: (entry) => ruleKey(group(entry)), isOrdered: doRoutesMeet }],
  ["ladders", { ...by("id"), isOrdered: doLaddersMeet }],
  ["ladders.triggers", SET],
  ["ladders.levels.tell", SET],
  ["caseTriggers.lowRatings", by("property")],
  ["serviceManagement.managers", SET],
  ["surveys.ask.notAfterStages", SET],
  ["overdueLadder.levels.tell", SET],
  ["complaints.properties", by("property")],
  ["complaints.properties.values", SET],
  ["complaints.words", SET],
  ["complaints.textProperties", SET],
  ["complaints.informs", SET],
  ["actions.opensFor.complaintSeverities", SET],
  ["visits.scripts", by("id")],
  ["visits.owners.teams", { ...by("id"), isOrdered: doTeamsMeet }],
  ["visits.owners.teams.ownerIds", SET],
  ["visits.owners.teams.tiers", SET],
  ["visits.capacity.byOwner", by("ownerId")],
  ["visits.capacity.byOwner.absences", SET],
  ["visits.care", by("id")],
  ["visits.care.tiers", SET],
]);

/** Lists within groups whose keys people choose or that are many: by the end of their place. */
export const LISTS_BY_KEY: ReadonlyMap<string, PolicyList> = new Map([
  ["clocks warnings", SET],
  ["clocks pausedBy", SET],
  ["milestones stageIds", SET],
  ["benefits", by("id")],
]);

export function group(value: unknown): Group {
  return isGroup(value) ? value : {};
}

export function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The department of a target is asked for; that of a route is where it leads. */
export function keyOfTarget(target: Group): string {
  return `${ruleKey(target)} ${textOf(target["department"])}`;
}

/** Of two targets that no ticket fits both, either may come first. */
function areRivals(one: unknown, other: unknown): boolean {
  return (
    group(one)["clock"] === group(other)["clock"] && bothOf(askedBy(one), askedBy(other)) !== null
  );
}

function doRoutesMeet(one: unknown, other: unknown): boolean {
  return bothOf(askedBy(one, ["department"]), askedBy(other, ["department"])) !== null;
}

function doLaddersMeet(one: unknown, other: unknown): boolean {
  return bothOf(askedBy(one), askedBy(other)) !== null;
}

/** The first team that takes a tier gets its customers. */
function doTeamsMeet(one: unknown, other: unknown): boolean {
  const [tiers, others] = [group(one)["tiers"], group(other)["tiers"]];
  if (!Array.isArray(tiers) || !Array.isArray(others)) return true;
  return tiers.some((tier) => others.includes(tier));
}

function askedBy(rule: unknown, leftOut: readonly string[] = []): Asked {
  const asked = Object.entries(group(rule)).filter(([name]) => !leftOut.includes(name));
  return Object.fromEntries(asked);
}

function textOf(value: unknown): string {
  return value === undefined ? "" : String(value);
}

/** With its keys in order, so that equal groups have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isGroup(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
