import type { AccountLooks, HttpProbe, StoreLook } from "../../ports/examination.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Portal, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type AccountDeps, accountFindings } from "./examine-accounts.ts";
import { addressFindings, type FixedAccount, hubspotFindings } from "./examine-outside.ts";
import { isOfThisProgram, keyFinding, storeFindings } from "./examine-store.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** Accounts that are asked of HubSpot and Slack; of more than these the first. */
const MAX_ACCOUNTS = 20;

/** A store that was opened only to be looked at. */
export type ExaminedStore = {
  look(): Promise<StoreLook>;
  readonly store: { readonly portals: Pick<Store["portals"], "list"> } & AccountDeps["store"];
  readonly health: AccountDeps["health"];
  readonly looks: AccountLooks;
  /** Calls for the accounts of this store. */
  readonly outside: NonNullable<AccountDeps["outside"]>;
  close(): Promise<void>;
};

export type ExamineDeps = {
  /** What is wrong with the settings; then only what does not need them is looked at. */
  readonly problems: readonly { readonly key: string; readonly message: string }[];
  /** Null while the settings are wrong. */
  readonly addresses: {
    readonly publicBaseUrl: string;
    readonly apiBaseUrl: string;
    readonly account: FixedAccount | null;
  } | null;
  /** Null: nothing outside this machine but the database is asked. */
  readonly probe: HttpProbe | null;
  openStore(): Promise<ExaminedStore>;
  readonly timeSource: TimeSource;
};

/** Everything that an operator would look at, one finding after the other, as it is found. */
export async function examine(
  deps: ExamineDeps,
  onFinding: (finding: Finding) => void,
): Promise<void> {
  const tell = (findings: readonly Finding[]) => findings.forEach(onFinding);
  const { problems, addresses, probe } = deps;
  tell(
    problems.length === 0
      ? [ok("settings", "settings_ok")]
      : problems.map(({ key, message }) =>
          fail("settings", "settings_problem", { key, problem: message }),
        ),
  );
  if (addresses !== null && probe !== null) {
    tell(await addressFindings(probe, addresses.publicBaseUrl));
    tell(await hubspotFindings(probe, addresses));
  }
  await examineStore(deps, tell);
}

async function examineStore(
  deps: ExamineDeps,
  tell: (findings: readonly Finding[]) => void,
): Promise<void> {
  let opened: ExaminedStore;
  try {
    opened = await deps.openStore();
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    tell([fail("store", "store_unreachable", { reason: error.message })]);
    return;
  }
  try {
    const look = await opened.look();
    tell(storeFindings(look));
    // Without settings no key is known, and accounts cannot be called.
    if (!isOfThisProgram(look) || deps.addresses === null) return;
    tell([await keyFinding(opened.looks)]);
    await examineAccounts(deps, opened, tell);
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    tell([fail("store", "store_unreachable", { reason: error.message })]);
  } finally {
    await opened.close();
  }
}

async function examineAccounts(
  { probe, timeSource }: ExamineDeps,
  { store, health, looks, outside }: ExaminedStore,
  tell: (findings: readonly Finding[]) => void,
): Promise<void> {
  const portals = (await store.portals.list()).filter(isConnected);
  if (portals.length === 0) tell([warn("hubspot", "hubspot_none")]);
  if (outside.testSlack === null) tell([warn("slack", "slack_off")]);
  for (const portal of portals.slice(0, MAX_ACCOUNTS)) {
    const deps = { store, health, looks, outside: probe && outside, now: timeSource.now() };
    tell(await accountFindings(deps, portal));
  }
  const more = portals.length - MAX_ACCOUNTS;
  if (more > 0) tell([warn("hubspot", "hubspot_more", { count: more })]);
}

function isConnected({ state }: Portal): boolean {
  return state === "connected";
}
