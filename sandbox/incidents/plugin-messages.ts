import { z } from "zod";

/** What the replay and the plugin's own process say to each other. */

export const REPLAY_PORTAL_ID = "4242002";

const Database = z.object({
  url: z.string().optional(),
  dataDir: z.string().optional(),
  schema: z.string().optional(),
  maxConnections: z.int(),
});
export type ReplayDatabase = z.infer<typeof Database>;

const Tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
});
const Slack = z.object({
  teamId: z.string(),
  botToken: z.string(),
  botUserId: z.string(),
  appId: z.string(),
});

export const ToPlugin = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("start"),
    now: z.number(),
    world: z.object({ crmUrl: z.string(), slackApiUrl: z.string() }),
    database: Database,
    /** YAML: a policy that was read is no document any more. */
    policyText: z.string(),
    mode: z.enum(["observe", "live"]),
    /** Without limits and waits; else those of HubSpot hold. */
    isUnlimited: z.boolean(),
    tokens: Tokens,
    slack: Slack,
  }),
  z.object({ kind: z.literal("time"), now: z.number() }),
  z.object({ kind: z.literal("wake") }),
  z.object({ kind: z.literal("waiting") }),
  z.object({ kind: z.literal("status") }),
  z.object({ kind: z.literal("stop") }),
]);
export type ToPlugin = z.infer<typeof ToPlugin>;

const Equation = z.object({
  received: z.number(),
  applied: z.number(),
  ignored: z.number(),
  duplicates: z.number(),
  waiting: z.number(),
  dead: z.number(),
  recovered: z.number(),
  reread: z.number(),
});
const OutboxCounts = z.object({ waiting: z.number(), unknown: z.number(), dead: z.number() });

export const FromPlugin = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), url: z.string() }),
  z.object({
    kind: z.literal("status"),
    equation: Equation,
    outbox: OutboxCounts,
    /** Up to when all changes are known, by the sweep that looks for lost events; null before the first one. */
    sweptUntil: z.number().nullable(),
    /** Events that the last sweep found lost. */
    found: z.number(),
    /** Tickets of the first import so far; null before it was asked for. */
    imported: z.object({ state: z.string(), tickets: z.number() }).nullable(),
  }),
  z.object({ kind: z.literal("waiting"), events: z.number(), sends: z.number() }),
  z.object({ kind: z.literal("stopped") }),
]);
export type FromPlugin = z.infer<typeof FromPlugin>;
export type PluginStatus = Extract<FromPlugin, { kind: "status" }>;
