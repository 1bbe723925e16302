import { type DigestPlace, digestPlaceOf, openingBefore } from "../../domain/escalation/digest.ts";
import type { Department } from "../../domain/governance/department.ts";
import type { ServiceManagement } from "../../domain/governance/ladder.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { DigestNotice, ExhaustedLine, ManagerDigestNotice } from "../../ports/notifier.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { suggestionsOf } from "../visits/suggestions-of.ts";
import { departmentOf } from "./case-department.ts";
import { channelsOf } from "./case-notice.ts";
import { type ListedCase, listCases, listOf } from "./listed-cases.ts";

/** Cases looked at for one digest; what is open beyond that is a matter for the CRM's own lists. */
const CASES_LIMIT = 1_000;
const OPEN_SHOWN = 20;
/** Of what needs nobody's hand first thing in the morning. */
const OTHERS_SHOWN = 10;

type DigestDeps = {
  readonly store: Pick<Store, "escalations" | "tickets" | "customers" | "visitOutcomes">;
};

/** One digest: for whom, of which day, where Slack is. */
export type Digest = {
  readonly subjectId: string;
  readonly date: string;
  readonly teamId: string;
  readonly now: number;
};

/** Null when the department has nothing open and has solved nothing since the opening before. */
export async function digestNoticeOf(
  { store }: DigestDeps,
  context: PortalContext,
  {
    department,
    calendar,
    ...digest
  }: Digest & { readonly department: Department; readonly calendar: BusinessTime },
): Promise<DigestNotice | null> {
  const { portalId } = context.portal;
  const { id, language } = department;
  const live = await store.escalations.liveOf(portalId, id, CASES_LIMIT);
  const since = {
    fromAt: openingBefore(calendar, digest.date, digest.now),
    limit: CASES_LIMIT,
  };
  const ended = await store.escalations.endedSince(portalId, id, since);
  const solved = ended.filter(({ state }) => state === "resolved");
  if (live.length + solved.length === 0) return null;
  const listed = await listCases(store, context, live);
  const placed = Map.groupBy(listed, ({ one, isPaused }) => digestPlaceOf(one, isPaused));
  const list = (place: DigestPlace, shown: number) => listOf(placed.get(place) ?? [], shown);
  const [channelId] = channelsOf(department);
  return {
    ...baseOf(context, digest, { channelId, language }),
    kind: "digest",
    isInFallback: false,
    departmentName: department.name[language],
    date: digest.date,
    open: list("open", OPEN_SHOWN),
    waiting: list("waiting", OTHERS_SHOWN),
    stale: list("stale", OTHERS_SHOWN),
    solved: listOf(lastFirst(await listCases(store, context, solved)), OTHERS_SHOWN),
  };
}

/** Null when every ladder found somebody and no customer suggested anything. */
export async function managerDigestNoticeOf(
  { store }: DigestDeps,
  context: PortalContext,
  { management, ...digest }: Digest & { readonly management: ServiceManagement },
): Promise<ManagerDigestNotice | null> {
  const cases = await store.escalations.exhausted(context.portal.portalId, CASES_LIMIT);
  const suggestions = await suggestionsOf(store, context, {
    calendarId: management.calendarId,
    date: digest.date,
  });
  if (cases.length + suggestions.total === 0) return null;
  const { language, channelId } = management;
  const lines: ExhaustedLine[] = [];
  for (const { one, row, line } of await listCases(store, context, cases)) {
    const { department } = await departmentOf(context, one, row);
    lines.push({
      ...line,
      departmentName: department.name[language],
      exhaustedAt: exhaustedAtOf(one),
      told: toldBy(one),
    });
  }
  lines.sort((a, b) => a.exhaustedAt - b.exhaustedAt);
  return {
    ...baseOf(context, digest, { channelId, language }),
    kind: "manager_digest",
    date: digest.date,
    exhausted: { lines: lines.slice(0, OPEN_SHOWN), total: lines.length },
    suggestions,
  };
}

function baseOf(
  { portal: { portalId } }: PortalContext,
  { subjectId, teamId, now }: Digest,
  place: Pick<ServiceManagement, "channelId" | "language">,
) {
  const deliveryId = `${portalId}-digest-${subjectId.replace(" ", "-")}`;
  return { ...place, portalId, teamId, threadTs: null, deliveryId, revision: 1, now };
}

function lastFirst(listed: readonly ListedCase[]): readonly ListedCase[] {
  return listed.toSorted((a, b) => (b.one.endedAt ?? 0) - (a.one.endedAt ?? 0));
}

function exhaustedAtOf({ steps, openedAt }: CaseRow): number {
  return steps.findLast(({ act }) => act === "exhausted")?.at ?? openedAt;
}

function toldBy({ steps }: CaseRow): readonly string[] {
  return [...new Set(steps.flatMap(({ people = [] }) => people.map(({ name }) => name)))];
}
