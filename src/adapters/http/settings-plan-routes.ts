import type { NoPolicy } from "../../app/governance/read-plans.ts";
import { isZone } from "../../domain/time/zone.ts";
import type { Answer } from "./card-answering.ts";
import { presentDepartments } from "./settings-departments.ts";
import type { SettingsAsked, SettingsRoutes } from "./settings-routes.ts";
import { refusedTab } from "./settings-texts.ts";
import { presentTiers } from "./settings-tiers.ts";
import { presentVisitPlan } from "./settings-visit-plan.ts";

const MAX_ZONE_LENGTH = 100;

/** Who is on call is told in the zone of whoever looks. */
export async function departments(
  asked: SettingsAsked,
  { views, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, query, texts } = asked;
  const zone = query.get("zone") ?? texts.portal.timeZone;
  if (zone.length > MAX_ZONE_LENGTH || !isZone(zone)) {
    return { ok: false, status: 400, reason: "bad_zone" };
  }
  const found = await views.readDepartments({ portalId, by });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  return { ok: true, body: presentDepartments(found, now, { ...texts, zone }) };
}

export async function tiers(
  asked: SettingsAsked,
  { views, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, texts } = asked;
  const found = await views.readTiers({ portalId, by });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  return { ok: true, body: presentTiers(found, now, texts) };
}

export async function visitPlan(
  asked: SettingsAsked,
  { views, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, texts } = asked;
  const found = await views.readVisitPlan({ portalId, by });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  return { ok: true, body: presentVisitPlan(found, now, texts) };
}

export function refusal(found: NoPolicy, now: number, { texts }: SettingsAsked): Answer {
  if (found.reason === "not_allowed") return { ok: true, body: refusedTab(found, now, texts) };
  return { ok: false, status: 404, reason: found.reason };
}
