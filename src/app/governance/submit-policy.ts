import type { Policy } from "../../domain/governance/policy.ts";
import { compileCalendar, createCalendars } from "../../domain/time/business-time.ts";
import { type CalendarProblem, stalePartsOf } from "../../domain/time/lint-calendar.ts";
import { fieldProperties } from "../intake/ticket-properties.ts";
import { type Difference, differencesOf } from "../sla/differences.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { type ApplyDeps, applyToOpen, type OnTickets, previewOnOpen } from "./apply-policy.ts";
import type { PolicyEffect } from "./policy-effect.ts";

export type GovernanceDeps = ApplyDeps & { readonly contexts: PortalContexts };

export type PolicyProposal = {
  readonly portalId: string;
  readonly policy: Policy;
  readonly onTickets: OnTickets;
  /** Heard between pages: the look ends where it is. */
  readonly signal?: AbortSignal;
};

export type PolicyPreview = {
  /** The version that governs new tickets now. */
  readonly currentVersion: number;
  /** What the document says otherwise than that version; `stored` is the present one. */
  readonly differences: readonly Difference[];
  readonly effect: PolicyEffect;
  /** Ticket properties that it asks for and the present one does not: open tickets were read without. */
  readonly unreadProperties: readonly string[];
  /** Lists of its calendars of which every day has gone by. */
  readonly staleCalendars: readonly CalendarProblem[];
};

/** What a policy would change, before anybody approves it. Null for a portal that is not connected. */
export async function previewPolicy(
  deps: GovernanceDeps,
  { portalId, policy, ...looking }: PolicyProposal,
): Promise<PolicyPreview | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const { version, policy: present } = context.current;
  const differences = differencesOf(present, policy);
  const isNew = differences.length > 0;
  const known = fieldProperties(present);
  const rules = isNew
    ? { version: version + 1, policy, calendars: createCalendars(policy.calendars) }
    : context.current;
  return {
    currentVersion: version,
    differences,
    effect: await previewOnOpen(deps, context, { rules, ...looking }),
    unreadProperties: [...fieldProperties(policy)].filter((name) => !known.has(name)),
    staleCalendars: policy.calendars.flatMap((calendar, index) => {
      const today = compileCalendar(calendar).dateOf(deps.timeSource.now());
      return stalePartsOf(calendar, today).map(({ path, message }) => ({
        path: `calendars[${index}].${path}`,
        message: `calendars[${index}].${message}`,
      }));
    }),
  };
}

export type PolicyApproval = PolicyProposal & {
  /** Whom it is for: tickets that come, or those that are open as well. */
  readonly appliesTo: "new" | "open";
  /** Who approved it, as people will read it in the audit log. */
  readonly by: string;
};

/**
 * Makes a policy the one of new tickets, and of open ones if it was approved for them. The same again
 * goes on where it was broken off. Null for a portal that is not connected.
 */
export async function approvePolicy(
  deps: GovernanceDeps,
  { portalId, policy, appliesTo, by, onTickets }: PolicyApproval,
): Promise<{ readonly version: number; readonly tickets: number } | null> {
  if ((await deps.contexts(portalId)) === null) return null;
  const { store } = deps;
  const now = deps.timeSource.now();
  const { version } = await store.transaction(async () => {
    const before = await store.portals.currentPolicy(portalId);
    const saved = await store.portals.savePolicy(portalId, policy, now);
    if (saved.version !== before?.version) {
      await note({ action: "policy_approved", detail: { version: saved.version, appliesTo } });
    }
    return saved;
  });
  if (appliesTo === "new") return { version, tickets: 0 };
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const tickets = await applyToOpen(deps, context, { version, onTickets });
  await note({ action: "policy_applied", detail: { version, tickets } });
  return { version, tickets };

  function note(entry: {
    readonly action: string;
    readonly detail: Readonly<Record<string, string | number>>;
  }): Promise<void> {
    return store.audit.append(portalId, [{ at: now, actor: by, subject: "policy", ...entry }]);
  }
}
