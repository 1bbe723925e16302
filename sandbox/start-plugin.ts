import { setTimeout as sleep } from "node:timers/promises";
import type { Policy } from "../src/domain/governance/policy.ts";
import { invariant } from "../src/domain/invariant.ts";
import { createPlugin, type Plugin } from "../src/plugin.ts";
import type { Logger } from "../src/ports/logger.ts";
import { installWay } from "./install-way.ts";
import type { Folders } from "./lay-apart.ts";
import type { LiveLogBook } from "./live-log.ts";
import type { MovingTime } from "./moving-time.ts";
import type { CrmUser } from "./page-contract.ts";
import { createPluginHost, type PluginHost } from "./plugin-host.ts";
import { DEMO_PORTAL_ID, DEMO_ZONE, type DemoIds, loadDemo } from "./scenarios/demo.ts";
import { governDemo } from "./scenarios/demo-governance.ts";
import { rememberPast } from "./scenarios/demo-past.ts";
import { firstPolicyOfDemo, policyOfDemo } from "./scenarios/demo-policy.ts";
import { addSecondAccount } from "./scenarios/second-account.ts";
import { CLIENT_ID, connectionOf, createWorld, pluginOptions, type World } from "./world.ts";

export type RunningSandbox = {
  readonly world: World;
  readonly host: PluginHost;
  readonly demo: DemoIds;
};

/** Starts the plugin in a world that has lived through the demo. */
export async function startSandboxPlugin(options: {
  readonly time: MovingTime;
  /** The demo ends then; what follows happens before the visitor's eyes. */
  readonly startAt: number;
  readonly logger: Logger;
  readonly log: LiveLogBook;
  readonly user: CrmUser;
  /** Of the page. */
  readonly pageUrl: string;
  readonly folders: Folders;
  /** Resolves when a new store and the bundles are in their folders. */
  readonly laid: Promise<void>;
}): Promise<RunningSandbox> {
  const { time, startAt, logger, user, folders } = options;
  let host: PluginHost | null = null;
  const pluginUrl = () => host?.url() ?? "";
  const world = await createWorld({
    timeSource: time,
    logger,
    pluginUrl,
    log: options.log,
    consent: {
      user: { ...user, name: `${user.firstName} ${user.lastName}` },
      isInstalled: (portalId) => portalId === DEMO_PORTAL_ID,
    },
  });
  const wanted = pluginOptions({
    world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
    database: { dataDir: folders.data, maxConnections: 4 },
    timeSource: time,
    logger,
    isUnlimited: false,
    way: installWay({
      clientId: CLIENT_ID,
      authorizeUrl: () => `${world.crmUrl}/oauth/authorize`,
      slackAuthorizeUrl: () => world.slack.authorizeUrl,
      pluginUrl,
      pageUrl: options.pageUrl,
    }),
  });
  const create = () => createPlugin(wanted);
  const created = options.laid.then(create);
  // Nothing is delivered for a portal that is not connected yet, as with HubSpot: the plugin would
  // rightly drop it.
  const loaded: { demo?: DemoIds } = {};
  const events = world.crm.collectEvents(() => {
    loaded.demo = loadDemo(world.crm, startAt);
    addSecondAccount(world.crm, user, startAt);
  });
  // Whose CRM screen it is may change promises of single tickets.
  const policy = policyOfDemo(user.email);
  const plugin = await created;
  host = await createPluginHost({ create, first: plugin, wait: (ms) => sleep(ms), logger });
  await connectDemo(world, plugin, policy);
  invariant(loaded.demo, "the demo is loaded at once");
  await rememberPast(plugin.store, { demo: loaded.demo, policy, now: startAt });
  await governDemo(plugin.governance, policy);
  await plugin.start();
  world.crm.webhooks.deliver(events);
  return { world, host, demo: loaded.demo };
}

/** The portal of the demo and its Slack workspace; harmless to repeat. */
export function connectDemo(world: World, plugin: Plugin, policy: Policy): Promise<void> {
  const portal = {
    portalId: DEMO_PORTAL_ID,
    timeZone: DEMO_ZONE,
    language: "en",
    uiDomain: "crm.example",
  } as const;
  return plugin.connect(connectionOf(world, portal, firstPolicyOfDemo(policy)));
}
