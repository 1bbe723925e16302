import type { Router } from "express";
import { INSTALL_PATH } from "../src/adapters/http/install-listing.ts";
import { readAhead } from "./ahead.ts";
import { createCardProxy } from "./card-proxy.ts";
import { createSandboxDeps, type SandboxParts } from "./create-sandbox-deps.ts";
import type { LiveLogBook } from "./live-log.ts";
import type { MovingTime } from "./moving-time.ts";
import { notedProxy } from "./noted-world.ts";
import type { CrmUser, SandboxState } from "./page-contract.ts";
import { createPageServer } from "./page-server.ts";
import { createPluginStatus } from "./plugin-status.ts";
import { DEMO_PORTAL_ID } from "./scenarios/demo.ts";
import { policyOfDemo } from "./scenarios/demo-policy.ts";
import type { ProxyCard } from "./scenarios/press-on-card.ts";
import { connectDemo, type RunningSandbox } from "./start-plugin.ts";
import { type PluginWatch, watchPlugin } from "./watch-plugin.ts";
import { APP_ID, CLIENT_SECRET, PUBLIC_BASE_URL } from "./world.ts";

/** What the pages of all accounts have in common. */
export type SharedParts = RunningSandbox &
  Pick<SandboxParts, "troubles" | "appId" | "people"> & {
    readonly time: MovingTime;
    readonly log: LiveLogBook;
    readonly lever: SandboxParts["time"];
    /** Where the bundles are. */
    readonly bundles: string;
  };

export type Account = {
  readonly portalId: string;
  readonly timeZone: string;
  readonly teamId: string;
  /** The ticket that shows a visitor what Aftercare does. */
  readonly firstTicketId: string | null;
  readonly user: CrmUser;
};

export type AccountPage = {
  readonly router: Router;
  readonly proxyCard: ProxyCard;
  readonly watch: PluginWatch;
};

/** The screens of one account of the CRM, with its cards, its Slack and its figures. */
export function createAccountPage(shared: SharedParts, account: Account): AccountPage {
  const { world, host, time, log, troubles } = shared;
  const { portalId } = account;
  const proxyCard = proxyOf(shared, account);
  const status = createPluginStatus(host, portalId);
  const readAccounts = rememberAccounts(shared);
  const watch = watchPlugin(async () => [await status.read(), await readAccounts()]);
  host.onChange(watch.notify);
  const deps = createSandboxDeps({
    ...{ crm: world.crm, slack: world.slack, log, proxyCard },
    ...{ ...account, firstTicketId: account.firstTicketId ?? "" },
    ...{ appId: shared.appId, people: shared.people, time: shared.lever },
    install: {
      url: `${host.url()}${INSTALL_PATH}`,
      readAccounts,
    },
    readAhead: async () =>
      (await status.whileUp(({ store }) => readAhead(store, portalId, time.now()))) ?? [],
    readPlugin: status.read,
    onPluginChange: watch.onChange,
    troubles: {
      read: troubles.read,
      turn: (change) => troubles.turn(change).finally(watch.notify),
    },
    reconnectSlack: () => reconnectSlack(shared, account),
    bundleDirectory: shared.bundles,
  });
  return { router: createPageServer(deps), proxyCard, watch };
}

/** Those of the CRM, and whether the plugin knew them as connected when it was last there. */
function rememberAccounts({ world, host }: SharedParts) {
  let connected: ReadonlySet<string> = new Set();
  return async (): Promise<SandboxState["accounts"]> => {
    const known = await host
      .current()
      ?.store.portals.list()
      .catch(() => null);
    if (known) {
      const ids = known.filter(({ state }) => state === "connected").map((one) => one.portalId);
      connected = new Set(ids);
    }
    return world.crm.portals().map(({ portalId, name }) => ({
      ...{ portalId, name },
      isConnected: connected.has(portalId),
    }));
  };
}

/** Only the demo's workspace is named by settings; others come back by a link. */
async function reconnectSlack(
  { world, host }: SharedParts,
  { portalId, user }: Account,
): Promise<void> {
  const plugin = host.current();
  if (plugin === null) throw new Error("Aftercare is not running at the moment.");
  if (portalId === DEMO_PORTAL_ID) return connectDemo(world, plugin, policyOfDemo(user.email));
  throw new Error("Install Aftercare in this account again; its last page connects Slack.");
}

function proxyOf({ host, time, log, people }: SharedParts, account: Account): ProxyCard {
  const proxyCard = createCardProxy({
    publicBaseUrl: PUBLIC_BASE_URL,
    pluginUrl: host.url,
    clientSecret: CLIENT_SECRET,
    permittedUrls: [PUBLIC_BASE_URL],
    portalId: account.portalId,
    appId: Number(APP_ID),
    user: account.user,
    colleagues: people,
    now: time.now,
  });
  return notedProxy(log, proxyCard);
}
