import { type OnCallTurn, onCallTurns } from "../../domain/escalation/on-call-turns.ts";
import type { Department } from "../../domain/governance/department.ts";
import type { Role } from "../../domain/governance/permission.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import type { Portal } from "../../ports/store.ts";
import type { TierCount } from "../../ports/tier-counts.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

type Deps = Pick<PolicyDeps, "store" | "contexts" | "timeSource" | "origin">;

export type NoPolicy = NotAllowed | { readonly ok: false; readonly reason: "not_connected" };

/** The policy in force, for whoever may read policies. */
type InForce = {
  readonly ok: true;
  readonly portal: Portal;
  readonly policy: Policy;
  readonly version: number;
};

export type DepartmentView = {
  readonly department: Department;
  /** When its hours or quiet hours change; null without a calendar. */
  readonly hours: { readonly isOpen: boolean; readonly changesAt: number | null } | null;
  readonly turns: readonly OnCallTurn[];
};

export type DepartmentsView = InForce & { readonly departments: readonly DepartmentView[] };

/** Each department with who is there now and next. */
export async function readDepartments(
  deps: Deps,
  asked: Asked,
): Promise<DepartmentsView | NoPolicy> {
  const found = await inForce(deps, asked);
  if (!found.ok) return found;
  const { policy, calendars } = found;
  const now = deps.timeSource.now();
  const departments = policy.departments.map((department) => {
    const calendarId = department.quietHours?.calendarId ?? department.calendarId;
    const time = calendarId === undefined ? null : calendars(calendarId);
    const isOpen = time?.isOpen(now) ?? true;
    return {
      department,
      hours: time && { isOpen, changesAt: isOpen ? time.nextClose(now) : time.nextOpen(now) },
      turns: onCallTurns(department, policy, now),
    };
  });
  return { ...found, departments };
}

export type TiersView = InForce & { readonly counts: readonly TierCount[] };

/** The bundle of each tier, and how many customers have it. */
export async function readTiers(
  deps: Deps & { readonly countTiers: (portalId: string) => Promise<readonly TierCount[]> },
  asked: Asked,
): Promise<TiersView | NoPolicy> {
  const found = await inForce(deps, asked);
  return found.ok ? { ...found, counts: await deps.countTiers(asked.portalId) } : found;
}

export type VisitPlanView = InForce & { readonly owners: readonly OwnerSnapshot[] };

/** How return visits are planned, with the people who make them. */
export async function readVisitPlan(deps: Deps, asked: Asked): Promise<VisitPlanView | NoPolicy> {
  const found = await inForce(deps, asked);
  if (!found.ok) return found;
  return { ...found, owners: await deps.store.portals.owners(asked.portalId) };
}

export type AccountView = InForce & {
  readonly role: Role;
  readonly grants: readonly RoleGrant[];
};

/** The account itself, with who may change it. */
export async function readAccount(deps: Deps, asked: Asked): Promise<AccountView | NoPolicy> {
  const found = await inForce(deps, asked);
  if (!found.ok) return found;
  return { ...found, grants: await deps.store.roles.list(asked.portalId) };
}

async function inForce(deps: Deps, asked: Asked) {
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const context = await deps.contexts(asked.portalId);
  if (context === null) return { ok: false, reason: "not_connected" } as const;
  const { portal, current } = context;
  return { ok: true, role: right.role, portal, ...current } as const;
}
