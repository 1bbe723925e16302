import { PluginError } from "../../ports/plugin-error.ts";

/** The app as HubSpot's OAuth endpoints know it. */
export type OauthApp = {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const TIMEOUT_MS = 10_000;

/** Posts a form with the app's own id and secret. Neither body is kept in an error: both carry secrets. */
export async function postForm(
  app: OauthApp,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly text: string }> {
  const own = { client_id: app.clientId, client_secret: app.clientSecret };
  return answerOf(`POST ${path}`, app.baseUrl.replace(/\/+$/, "") + path, {
    method: "POST",
    body: new URLSearchParams({ ...own, ...fields }),
  });
}

/** One request with a limit of time; throws `crm_unavailable` when it is not answered at all. */
export async function answerOf(
  call: string,
  url: string,
  init: RequestInit,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { ...init, signal, redirect: "error" });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    const message = `${call} was not answered`;
    throw new PluginError("crm_unavailable", message, { retryable: true, cause });
  }
}

/** Null for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
