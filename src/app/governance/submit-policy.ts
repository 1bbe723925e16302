import { ofCalendar } from "../../domain/governance/lint-policy.ts";
import { lintForPortal } from "../../domain/governance/lint-portal.ts";
import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { differenceOf, type PolicyDifference } from "../../domain/governance/policy-difference.ts";
import { compileCalendar, createCalendars } from "../../domain/time/business-time.ts";
import { stalePartsOf } from "../../domain/time/lint-calendar.ts";
import { fieldProperties } from "../intake/ticket-properties.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { type ApplyDeps, type OnTickets, previewOnOpen } from "./apply-policy.ts";
import type { PolicyEffect } from "./policy-effect.ts";

export type GovernanceDeps = ApplyDeps & { readonly contexts: PortalContexts };

export type PolicyProposal = {
  readonly portalId: string;
  readonly policy: Policy;
  readonly onTickets: OnTickets;
  /** Heard between pages: the look ends where it is. */
  readonly signal?: AbortSignal;
};

/** With the open tickets that it affects; null where that is not counted. */
export type CountedDifference = PolicyDifference & { readonly tickets: number | null };

export type PolicyPreview = {
  /** The version that governs new tickets now. */
  readonly currentVersion: number;
  readonly policies: { readonly present: Policy; readonly proposed: Policy };
  /** What the document says otherwise than that version. */
  readonly differences: readonly CountedDifference[];
  readonly effect: PolicyEffect;
  /** Ticket properties that it asks for and the present one does not: open tickets were read without. */
  readonly unreadProperties: readonly string[];
  /** Names that the portal's pipelines do not have. */
  readonly unknownNames: readonly PolicyProblem[];
  /** Lists of its calendars of which every day has gone by. */
  readonly staleCalendars: readonly PolicyProblem[];
};

/** What a policy would change, before anybody approves it. Null for a portal that is not connected. */
export async function previewPolicy(
  deps: GovernanceDeps,
  { portalId, policy, ...looking }: PolicyProposal,
): Promise<PolicyPreview | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const { version, policy: present } = context.current;
  const differences = differenceOf(present, policy);
  const isNew = differences.length > 0;
  const known = fieldProperties(present);
  const rules = isNew
    ? { version: version + 1, policy, calendars: createCalendars(policy.calendars) }
    : context.current;
  const effect = await previewOnOpen(deps, context, { rules, ...looking });
  const pipelines = await deps.store.portals.pipelines(portalId);
  return {
    currentVersion: version,
    policies: { present, proposed: policy },
    differences: differences.map((one) => counted(one, effect)),
    effect,
    unknownNames: lintForPortal({ policy, portal: { properties: NOT_KNOWN, pipelines } }),
    unreadProperties: [...fieldProperties(policy)].filter((name) => !known.has(name)),
    staleCalendars: policy.calendars.flatMap((calendar, index) => {
      const today = compileCalendar(calendar).dateOf(deps.timeSource.now());
      return stalePartsOf(calendar, today).map((found) => ofCalendar(index, found));
    }),
  };
}
/** Nobody has asked the CRM for them here. */
const NOT_KNOWN = { ticket: null, contact: null, company: null } as const;

function counted(difference: PolicyDifference, { byTarget }: PolicyEffect): CountedDifference {
  const [entry] = difference.subject;
  const isTarget = difference.area === "targets" && entry !== undefined;
  return { ...difference, tickets: isTarget ? (byTarget[entry.key] ?? 0) : null };
}
