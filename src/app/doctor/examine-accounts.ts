import type { Crm } from "../../ports/crm.ts";
import type { AccountLooks, SlackTokenTest } from "../../ports/examination.ts";
import type { HealthStore } from "../../ports/health-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { SlackInstallations } from "../../ports/slack-installations.ts";
import type { Portal, Store } from "../../ports/store.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A quiet account may have a quiet day. */
const DELIVERY_OLD_MS = 24 * HOUR_MS;
const EVENTS = { warnMs: 5 * MINUTE_MS, failMs: 30 * MINUTE_MS };
const SENDS = { warnMs: 15 * MINUTE_MS, failMs: 2 * HOUR_MS };

/** Readings of an account, of which each needs another scope. */
type ReadingCrm = Pick<
  Crm,
  "readPipelines" | "readOwners" | "readCustomers" | "readDealStages" | "readSubmissions"
>;

export type AccountDeps = {
  readonly store: { readonly outbox: Pick<Store["outbox"], "counts"> };
  readonly health: Pick<HealthStore, "oldestEventAt" | "oldestSendAt">;
  readonly looks: Pick<AccountLooks, "lastDeliveryAt">;
  /** Null: look at nothing outside. */
  readonly outside: {
    readonly crm: ReadingCrm;
    readonly installations: Pick<SlackInstallations, "ofPortal">;
    /** Null: nothing is posted to Slack. */
    readonly testSlack: SlackTokenTest | null;
    readonly slackScopes: readonly string[];
  } | null;
  readonly now: number;
};

/** One account: HubSpot, Slack, webhooks and queues. */
export async function accountFindings(
  deps: AccountDeps,
  { portalId }: Portal,
): Promise<readonly Finding[]> {
  const { outside } = deps;
  return [
    ...(outside === null ? [] : await crmFindings(outside.crm, portalId, deps.now)),
    ...(outside === null ? [] : await slackFindings(outside, portalId)),
    await deliveryFinding(deps, portalId),
    ...(await queueFindings(deps, portalId)),
  ];
}

/** Each reads next to nothing; what an account does not let be read throws `crm_missing_scope`. */
function readings(crm: ReadingCrm, portalId: string, now: number) {
  return [
    { scope: "tickets", isOptional: false, read: () => crm.readPipelines(portalId) },
    {
      scope: "crm.objects.owners.read",
      isOptional: false,
      read: () => crm.readOwners(portalId),
    },
    {
      scope: "crm.objects.contacts.read",
      isOptional: false,
      read: () => crm.readCustomers(portalId, "contact", ["1"], ["hs_object_id"]),
    },
    {
      scope: "crm.objects.companies.read",
      isOptional: false,
      read: () => crm.readCustomers(portalId, "company", ["1"], ["hs_object_id"]),
    },
    {
      scope: "crm.objects.deals.read",
      isOptional: true,
      read: () => crm.readDealStages(portalId),
    },
    {
      scope: "crm.objects.feedback_submissions.read",
      isOptional: true,
      read: () => crm.readSubmissions(portalId, { since: now, after: null }),
    },
  ] as const;
}

async function crmFindings(
  crm: ReadingCrm,
  portalId: string,
  now: number,
): Promise<readonly Finding[]> {
  const refused: Finding[] = [];
  for (const { scope, isOptional, read } of readings(crm, portalId, now)) {
    const trouble = await troubleOf(read());
    if (trouble === null) continue;
    // An edition of HubSpot without surveys does not know what is asked for.
    const isWithheld = trouble === "crm_missing_scope" || trouble === "crm_not_found";
    if (!isWithheld) return [fail("hubspot", "hubspot_away", { portal: portalId, code: trouble })];
    const values = { portal: portalId, scope };
    refused.push(
      isOptional
        ? warn("hubspot", "hubspot_scope_optional", values)
        : fail("hubspot", "hubspot_scope", values),
    );
  }
  return [ok("hubspot", "hubspot_answers", { portal: portalId }), ...refused];
}

async function troubleOf(reading: Promise<unknown>): Promise<string | null> {
  try {
    await reading;
    return null;
  } catch (error) {
    if (error instanceof PluginError) return error.code;
    throw error;
  }
}

async function slackFindings(
  { installations, testSlack, slackScopes }: NonNullable<AccountDeps["outside"]>,
  portalId: string,
): Promise<readonly Finding[]> {
  if (testSlack === null) return [];
  const installation = await installations.ofPortal(portalId);
  if (installation === null) return [warn("slack", "slack_none", { portal: portalId })];
  const { teamId, botToken } = installation;
  const tested = await testSlack(botToken);
  const values = { portal: portalId, team: teamId };
  if (!tested.ok) return [fail("slack", "slack_refused", { ...values, reason: tested.reason })];
  const { scopes } = tested;
  const missing = scopes === null ? [] : slackScopes.filter((scope) => !scopes.includes(scope));
  return [
    ok("slack", "slack_ok", { ...values, name: tested.team }),
    ...missing.map((scope) => fail("slack", "slack_scope", { ...values, scope })),
  ];
}

async function deliveryFinding(
  { looks, now }: Pick<AccountDeps, "looks" | "now">,
  portalId: string,
): Promise<Finding> {
  const lastAt = await looks.lastDeliveryAt(portalId);
  if (lastAt === null) return warn("webhooks", "webhooks_never", { portal: portalId });
  const values = { portal: portalId, minutes: minutesOf(now - lastAt) };
  return now - lastAt > DELIVERY_OLD_MS
    ? warn("webhooks", "webhooks_old", values)
    : ok("webhooks", "webhooks_ok", values);
}

async function queueFindings(
  { health, store, now }: Pick<AccountDeps, "health" | "store" | "now">,
  portalId: string,
): Promise<readonly Finding[]> {
  const [eventAt, sendAt, counts] = [
    await health.oldestEventAt(portalId),
    await health.oldestSendAt(portalId),
    await store.outbox.counts(portalId),
  ];
  const found = [
    ...waitFinding("queues_events_wait", eventAt === null ? 0 : now - eventAt, portalId, EVENTS),
    ...waitFinding("queues_sends_wait", sendAt === null ? 0 : now - sendAt, portalId, SENDS),
    ...(counts.unknown + counts.dead > 0
      ? [warn("queues", "queues_sends_stuck", { portal: portalId, ...counts })]
      : []),
  ];
  return found.length > 0 ? found : [ok("queues", "queues_ok", { portal: portalId })];
}

type Limits = typeof EVENTS;

function waitFinding(
  ...[code, waitedMs, portal, { warnMs, failMs }]: readonly [
    "queues_events_wait" | "queues_sends_wait",
    number,
    string,
    Limits,
  ]
): readonly Finding[] {
  if (waitedMs < warnMs) return [];
  const values = { portal, minutes: minutesOf(waitedMs) };
  return [waitedMs < failMs ? warn("queues", code, values) : fail("queues", code, values)];
}

function minutesOf(ms: number): number {
  return Math.max(0, Math.round(ms / MINUTE_MS));
}
