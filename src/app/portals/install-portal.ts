import type { Policy } from "../../domain/governance/policy.ts";
import type { Language } from "../../domain/words.ts";
import type {
  AccountFacts,
  CodeRefusal,
  Installation,
  InstallCrm,
} from "../../ports/install-crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PortalGrants } from "../../ports/portal-grants.ts";
import type { Portal } from "../../ports/store.ts";
import type { TokenVault } from "../../ports/token-vault.ts";
import { type ConnectDeps, connectPortal } from "./connect-portal.ts";
import { nameOfUser } from "./name-of-user.ts";

export type InstallDeps = ConnectDeps & {
  readonly installCrm: InstallCrm;
  readonly vault: Pick<TokenVault, "read" | "save" | "remove">;
  readonly grants: PortalGrants;
};

/** What the app asks of an account, and what a new one begins with. */
export type InstallTerms = {
  readonly requiredScopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly policy: Policy;
};

export type InstallOutcome =
  | {
      readonly ok: true;
      readonly portal: Portal;
      readonly userId: string;
      /** It was known before: it goes on where it stopped. */
      readonly isAgain: boolean;
      /** Whoever installed it became admin, as nobody had a role. */
      readonly isFirstAdmin: boolean;
      /** Optional scopes that the account did not grant. */
      readonly notGranted: readonly string[];
    }
  | { readonly ok: false; readonly reason: CodeRefusal | "unavailable" | "failed" }
  | {
      readonly ok: false;
      readonly reason: "missing_scopes";
      readonly portalId: string;
      readonly missing: readonly string[];
    };

/**
 * Connects the account in which somebody allowed the app. A new one observes, under the given policy,
 * and whoever installed it is its first admin. One that is known keeps its data, mode, language and
 * roles, and gets new tokens; what waited for it goes on. Whatever fails leaves a new account unknown.
 */
export async function installPortal(
  deps: InstallDeps,
  { code, language }: { readonly code: string; readonly language: Language },
  terms: InstallTerms,
): Promise<InstallOutcome> {
  try {
    const answer = await deps.installCrm.exchange(code);
    if (!answer.ok) return answer;
    const { portalId, scopes, tokens } = answer.installation;
    const missing = without(terms.requiredScopes, scopes);
    if (missing.length > 0) return { ok: false, reason: "missing_scopes", portalId, missing };
    const account = await deps.installCrm.readAccount(tokens.accessToken);
    return await connect(deps, { ...answer.installation, account, language }, terms);
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.error({ code: error.code, error }, "an installation failed");
    return { ok: false, reason: error.retryable ? "unavailable" : "failed" };
  }
}

type Installed = Installation & { readonly account: AccountFacts; readonly language: Language };

async function connect(
  deps: InstallDeps,
  installed: Installed,
  { optionalScopes, policy }: InstallTerms,
): Promise<InstallOutcome> {
  const { portalId, userId, scopes, account } = installed;
  const known = await deps.store.portals.find(portalId);
  const wanted = {
    ...{ portalId, timeZone: account.timeZone, uiDomain: account.uiDomain },
    ...({ mode: "observe", language: known?.language ?? installed.language } as const),
  };
  await keepRights(deps, installed);
  try {
    await connectPortal(deps, wanted, policy);
  } catch (error) {
    await takeBack(deps, installed);
    throw error;
  }
  const isAgain = known !== null;
  const isFirstAdmin = await noteInstalled(deps, installed, isAgain);
  const portal = await deps.store.portals.find(portalId);
  if (portal === null) return { ok: false, reason: "failed" };
  deps.logger.info({ portalId, isAgain }, "an account has installed the app");
  const notGranted = without(optionalScopes, scopes);
  return { ok: true, portal, userId, isAgain, isFirstAdmin, notGranted };
}

/** Reading the account's pipelines needs the tokens already, and what it granted. */
async function keepRights(deps: InstallDeps, { portalId, ...installed }: Installed): Promise<void> {
  const { store, vault, grants, timeSource } = deps;
  const { tokens, scopes, account, userId: grantedBy } = installed;
  const { currency } = account;
  await store.transaction(async () => {
    // Whoever disconnects the portal at this moment looks before or after.
    await store.roles.lock(portalId);
    await vault.save(portalId, tokens);
    await grants.save(portalId, { scopes, currency, grantedBy, grantedAt: timeSource.now() });
  });
}

/** Nothing stays of an account that did not become known; what another visit has brought meanwhile does. */
async function takeBack(deps: InstallDeps, { portalId, tokens }: Installed): Promise<void> {
  const { store, vault, grants } = deps;
  await store.transaction(async () => {
    await store.roles.lock(portalId);
    if ((await store.portals.find(portalId)) !== null) return;
    const kept = await vault.read(portalId);
    if (kept !== null && kept.accessToken !== tokens.accessToken) return;
    await vault.remove(portalId);
    await grants.remove(portalId);
  });
}

async function noteInstalled(
  { store, timeSource }: InstallDeps,
  { portalId, userId, email, scopes }: Installed,
  isAgain: boolean,
): Promise<boolean> {
  const name = await nameOfUser(store, portalId, { userId, email });
  const at = timeSource.now();
  return store.transaction(async () => {
    await store.roles.lock(portalId);
    await store.audit.append(portalId, [
      {
        ...{ at, actor: userId, action: isAgain ? "portal_reinstalled" : "portal_installed" },
        ...{ subject: `portal:${portalId}`, from: "crm" as const },
        detail: { name, scopes: scopes.join(" ") },
      },
    ]);
    if ((await store.roles.list(portalId)).length > 0) return false;
    const grant = {
      userId,
      email,
      name,
      role: "admin",
      givenBy: "aftercare",
      givenAt: at,
    } as const;
    await store.roles.save(portalId, grant);
    await store.audit.append(portalId, [
      {
        ...{ at, actor: userId, action: "first_admin", subject: `role:${userId}` },
        ...{ detail: { name }, from: "crm" as const },
        ...{ before: { role: null }, after: { role: "admin" } },
      },
    ]);
    return true;
  });
}

function without(all: readonly string[], some: readonly string[]): readonly string[] {
  return all.filter((one) => !some.includes(one));
}
