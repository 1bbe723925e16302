import { z } from "zod";

/** How the clocks of a policy behave: when they start, stand still, warn and end. */

/** What is measured; each kind runs only where the policy has a target for it. */
export const ClockKind = z.enum([
  "first_response",
  "next_reply",
  "update",
  "on_site_arrival",
  "resolution",
  "complaint_ack",
  "complaint_answer",
  "department_response",
]);
export type ClockKind = z.infer<typeof ClockKind>;

export const PauseReason = z.enum([
  "waiting_customer",
  "waiting_parts",
  "waiting_partner",
  "agreed_date",
]);
export type PauseReason = z.infer<typeof PauseReason>;

/** What may happen to a ticket beside being opened and closed; a policy says how the CRM tells it. */
export const Milestone = z.enum([
  "device_arrived",
  "arrived_on_site",
  "solved",
  "confirmed",
  "complaint_answered",
]);
export type Milestone = z.infer<typeof Milestone>;

/** Reached on entering one of the stages, or at the instant that a property of the ticket holds. */
export const MilestoneSource = z
  .strictObject({
    stageIds: z.array(z.string().min(1)).max(50).default([]),
    property: z.string().min(1).optional(),
  })
  .refine(
    (source) => source.stageIds.length > 0 || source.property !== undefined,
    "expected stageIds or a property",
  );
export type MilestoneSource = z.infer<typeof MilestoneSource>;

/** At a share of the target, or when so much business time is left. */
export const Warning = z.union([
  z.strictObject({ percent: z.int().min(1).max(99) }),
  z.strictObject({ restMinutes: z.int().positive() }),
]);
export type Warning = z.infer<typeof Warning>;

const DEFAULT_WARNINGS: readonly Warning[] = [{ percent: 75 }];
const MAX_WARNINGS = 10;

/**
 * What happens to a clock that was done when its ticket is opened again: it goes on from what was
 * used, starts anew with the whole target, or starts anew with a shorter one.
 */
const Reopen = z.union([
  z.enum(["go_on", "start_anew"]),
  z.strictObject({ durationMinutes: z.int().positive() }),
]);

export const ClockRule = z.strictObject({
  start: z
    .enum(["created", "device_arrived"])
    .default("created")
    .meta({ description: "what the promise counts from: the request, or the device" }),
  end: z
    .enum(["solved", "confirmed", "closed"])
    .default("closed")
    .meta({ description: "what ends resolution; closing always does" }),
  pausedBy: z
    .array(PauseReason)
    .optional()
    .meta({ description: "reasons for which this clock stands still; by default all or none" }),
  warnings: z
    .array(Warning)
    .max(MAX_WARNINGS)
    .default([...DEFAULT_WARNINGS]),
  reopen: Reopen.default("go_on"),
});
export type ClockRule = z.infer<typeof ClockRule>;

/** Work on the matter may stand still for the customer or for parts; an answer is owed all the same. */
const PAUSED_BY_DEFAULT: ReadonlySet<ClockKind> = new Set([
  "on_site_arrival",
  "resolution",
  "complaint_answer",
]);

const DEFAULT_RULE: ClockRule = ClockRule.parse({});

/** The rule of a kind; a policy names only what differs from the default. */
export function clockRuleOf(
  policy: { readonly clocks: Partial<Record<ClockKind, ClockRule>> },
  kind: ClockKind,
): ClockRule & { readonly pausedBy: readonly PauseReason[] } {
  const rule = policy.clocks[kind] ?? DEFAULT_RULE;
  const pausedBy = rule.pausedBy ?? (PAUSED_BY_DEFAULT.has(kind) ? PauseReason.options : []);
  return { ...rule, pausedBy };
}
