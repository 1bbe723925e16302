import { z } from "zod";
import { isZone } from "../../domain/time/zone.ts";
import type {
  AccountFacts,
  CodeAnswer,
  CodeRefusal,
  Installation,
  InstallCrm,
} from "../../ports/install-crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { answerOf, type OauthApp, parseJson, postForm } from "./oauth-form.ts";
import { TOKEN_PATH } from "./token-endpoint.ts";

const INTROSPECT_PATH = `${TOKEN_PATH}/introspect`;
const ACCOUNT_PATH = "/account-info/v3/details";
const USUAL_UI_DOMAIN = "app.hubspot.com";

/** Ids come as numbers. */
const Id = z.union([z.int().positive().transform(String), z.string().regex(/^\d{1,19}$/)]);

const Known = z.looseObject({
  hub_id: Id.optional().catch(undefined),
  user_id: Id.optional().catch(undefined),
  user: z.string().max(320).optional().catch(undefined),
  scopes: z.array(z.string().regex(/^\S+$/)).optional().catch(undefined),
});
type Known = z.infer<typeof Known>;

const NewTokens = Known.extend({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});
type NewTokens = z.infer<typeof NewTokens>;

const Refusal = z.looseObject({ error: z.string().optional(), status: z.string().optional() });

const Account = z.looseObject({
  timeZone: z.string().refine(isZone).catch("UTC"),
  companyCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish()
    .catch(null),
  uiDomain: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    .catch(USUAL_UI_DOMAIN),
});

/** Exchanges codes at HubSpot's dated endpoint, and asks whose they were. */
export function createInstallCrm(
  deps: OauthApp & { readonly redirectUri: () => string; readonly timeSource: TimeSource },
): InstallCrm {
  return {
    exchange: async (code) => {
      const { status, text } = await postForm(deps, TOKEN_PATH, {
        grant_type: "authorization_code",
        code,
        redirect_uri: deps.redirectUri(),
      });
      if (status !== 200) return { ok: false, reason: readRefusal(status, text) };
      const given = NewTokens.safeParse(parseJson(text));
      if (!given.success) throw unavailable(TOKEN_PATH, "answered in another shape");
      const told = await introspect(deps, given.data.access_token);
      return installationOf(given.data, told, deps.timeSource.now());
    },
    readAccount: (accessToken) => readAccount(deps, accessToken),
  };
}

/** The answer to the code says who it is already; what this one says beside is the e-mail address. */
async function introspect(app: OauthApp, token: string): Promise<Known> {
  const fields = { token, token_type_hint: "access_token" };
  const { status, text } = await postForm(app, INTROSPECT_PATH, fields);
  if (status >= 500 || status === 429) throw unavailable(INTROSPECT_PATH, `answered ${status}`);
  return (status === 200 ? Known.safeParse(parseJson(text)).data : undefined) ?? {};
}

function installationOf(given: NewTokens, told: Known, now: number): CodeAnswer {
  const portalId = given.hub_id ?? told.hub_id;
  const userId = given.user_id ?? told.user_id;
  const scopes = given.scopes ?? told.scopes;
  if (portalId === undefined || userId === undefined || scopes === undefined) {
    throw unavailable(TOKEN_PATH, "did not tell the account, the person or the scopes");
  }
  if (told.hub_id !== undefined && told.hub_id !== portalId) {
    throw new PluginError("crm_rejected", `${INTROSPECT_PATH} names another account than the code`);
  }
  const tokens = {
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    expiresAt: now + given.expires_in * 1_000,
  };
  const installation: Installation = {
    ...{ portalId, userId, scopes: [...new Set(scopes)], tokens },
    email: told.user ?? given.user ?? "",
  };
  return { ok: true, installation };
}

/** The names of HubSpot's states are not listed anywhere, so it goes by the words in them. */
function readRefusal(status: number, text: string): CodeRefusal {
  if (status >= 500 || status === 429) throw unavailable(TOKEN_PATH, `answered ${status}`);
  const { status: state, error } = Refusal.safeParse(parseJson(text)).data ?? {};
  const word = state ?? error ?? "";
  if (/redirect/i.test(word)) return "wrong_redirect";
  return /client/i.test(word) ? "wrong_client" : "code_refused";
}

async function readAccount({ baseUrl }: OauthApp, accessToken: string): Promise<AccountFacts> {
  const { status, text } = await answerOf(
    `GET ${ACCOUNT_PATH}`,
    baseUrl.replace(/\/+$/, "") + ACCOUNT_PATH,
    { headers: { authorization: `Bearer ${accessToken}` } },
  );
  if (status >= 500 || status === 429) throw unavailable(ACCOUNT_PATH, `answered ${status}`);
  const account = status === 200 ? Account.safeParse(parseJson(text)).data : undefined;
  if (account === undefined) {
    throw new PluginError("crm_rejected", `GET ${ACCOUNT_PATH} answered ${status}`);
  }
  const { timeZone, uiDomain, companyCurrency: currency = null } = account;
  return { timeZone, uiDomain, currency };
}

function unavailable(path: string, what: string): PluginError {
  return new PluginError("crm_unavailable", `${path} ${what}`, { retryable: true });
}
