import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { TierOverride } from "../../domain/tiering/standing.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "./customer-key.ts";
import { type GradingContext, regradeKnown } from "./grade-customers.ts";
import { mayOverrideTier } from "./tier-rights.ts";

const DAY_MS = 86_400_000;
/** No tier by hand holds for longer: what is meant for good belongs into the rules. */
export const MAX_OVERRIDE_DAYS = 366;
/** Entries looked through for a press that was told before; a retry follows within seconds. */
const AUDIT_LOOKED_THROUGH = 50;

export type OverrideDeps = {
  readonly store: Pick<
    Store,
    "transaction" | "customers" | "tiers" | "benefits" | "outbox" | "audit" | "portals" | "roles"
  >;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** Somebody gives a customer a tier by hand, or takes it back. */
export type OverridePress = {
  readonly portalId: string;
  readonly customer: CustomerRef;
  readonly by: CrmUser;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly act:
    | {
        readonly kind: "set";
        readonly tier: string;
        readonly reason: string;
        /** The first instant at which it does not hold any more. */
        readonly untilAt: number;
      }
    | { readonly kind: "end" };
};

export type OverrideAnswer =
  | { readonly outcome: "done"; readonly row: CustomerRow }
  | {
      readonly outcome: "refused";
      readonly reason:
        | "not_connected"
        | "not_known"
        | "not_allowed"
        | "unknown_tier"
        | "without_reason"
        | "end_out_of_range"
        | "no_override";
    };
type Refusal = Extract<OverrideAnswer, { outcome: "refused" }>["reason"];

/** Sets or ends an override, grades at once, and notes who it was. Repeating a press is harmless. */
export async function overrideTier(
  deps: OverrideDeps,
  press: OverridePress,
): Promise<OverrideAnswer> {
  const { portalId, customer } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return refused("not_connected");
  const isAllowed = await mayOverrideTier(deps.store, context.current.policy, press);
  return deps.store.transaction(async (): Promise<OverrideAnswer> => {
    const [row] = await deps.store.customers.lock(portalId, [customer]);
    if (row === undefined) return refused("not_known");
    if (await isToldBefore(deps.store, press)) return { outcome: "done", row };
    const now = deps.timeSource.now();
    const hindrance = isAllowed ? hindranceOf(context, { press, row, now }) : "not_allowed";
    if (hindrance !== null) return refused(hindrance);
    return { outcome: "done", row: await note(deps.store, context, { press, row, now }) };
  });
}

function refused(reason: Refusal): OverrideAnswer {
  return { outcome: "refused", reason };
}

async function isToldBefore(
  { audit }: Pick<Store, "audit">,
  { portalId, customer, by, actKey }: OverridePress,
): Promise<boolean> {
  const entries = await audit.of(portalId, customerKey(customer), AUDIT_LOOKED_THROUGH);
  return entries.some(({ actor, detail }) => actor === by.userId && detail["actKey"] === actKey);
}

type Pressed = {
  readonly press: OverridePress;
  readonly row: CustomerRow;
  readonly now: number;
};

function hindranceOf({ current }: GradingContext, { press, row, now }: Pressed): Refusal | null {
  const { act } = press;
  if (act.kind === "end") return row.grade.standing.override === null ? "no_override" : null;
  if (!current.policy.tiers.some(({ id }) => id === act.tier)) return "unknown_tier";
  if (act.reason.trim() === "") return "without_reason";
  const isInRange = act.untilAt > now && act.untilAt <= now + MAX_OVERRIDE_DAYS * DAY_MS;
  return isInRange ? null : "end_out_of_range";
}

async function note(
  store: OverrideDeps["store"],
  context: GradingContext,
  { press, row, now }: Pressed,
): Promise<CustomerRow> {
  const { portalId, customer, act, actKey } = press;
  const by = { id: press.by.userId, name: await nameOfUser(store, portalId, press.by) };
  const override = overrideOf(act, { by, at: now });
  const [graded] = await regradeKnown(store, context, { refs: [customer], now, override, by });
  const after = graded ?? row;
  await store.audit.append(portalId, [
    {
      at: now,
      actor: by.id,
      action: act.kind === "set" ? "tier_overridden" : "tier_override_ended",
      subject: customerKey(customer),
      detail: {
        actKey,
        name: by.name,
        tierBefore: row.grade.tier,
        tierAfter: after.grade.tier,
        ...(act.kind === "set" ? { reason: act.reason.trim(), untilAt: act.untilAt } : {}),
      },
    },
  ]);
  return after;
}

function overrideOf(
  act: OverridePress["act"],
  { by, at }: Pick<TierOverride, "by" | "at">,
): TierOverride | null {
  if (act.kind === "end") return null;
  return { tier: act.tier, reason: act.reason.trim(), by, at, untilAt: act.untilAt };
}
