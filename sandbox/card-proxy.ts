import { signV3 } from "./local-crm/request-signature.ts";
import type { CardProxyAnswer, CardProxyRequest } from "./page-contract.ts";

const DEFAULT_TIMEOUT_MS = 15_000;
const BODY_LIMIT_BYTES = 1_000_000;
const ONLY_HEADER = "authorization";

export type CardProxyOptions = {
  /** The app's address as HubSpot knows it, e.g. `https://aftercare.example`; what is signed. */
  readonly publicBaseUrl: string;
  /** Where the app really listens, e.g. `http://127.0.0.1:4010`; asked at every request. */
  pluginUrl(): string;
  readonly clientSecret: string;
  /** `permittedUrls.fetch` of the app. */
  readonly permittedUrls: readonly string[];
  readonly portalId: string;
  readonly appId: number;
  readonly user: ProxyUser;
  /** Others who may be named in a request. */
  readonly colleagues?: readonly ProxyUser[];
  /** Sandbox time: the app checks how old a signature is by it. */
  now(): number;
};

type ProxyUser = { readonly userId: number; readonly email: string };

/**
 * What stands between a card and its app in HubSpot: takes permitted addresses only, says who is
 * asking, signs over the public address, and gives the app's answer back.
 */
export function createCardProxy(
  options: CardProxyOptions,
): (request: CardProxyRequest) => Promise<CardProxyAnswer> {
  return async (request) => {
    const refusal = refusalOf(request, options.permittedUrls);
    if (refusal !== null) return answer(400, { category: "VALIDATION_ERROR", message: refusal });
    const url = signedUrl(request, options);
    if (!url.startsWith(`${options.publicBaseUrl}/`)) {
      const message = `the sandbox runs only the app at ${options.publicBaseUrl}`;
      return answer(502, { category: "BAD_GATEWAY", message });
    }
    return forward(request, url, options);
  };
}

function refusalOf(request: CardProxyRequest, permittedUrls: readonly string[]): string | null {
  const names = Object.keys(request.requestHeaders).map((name) => name.toLowerCase());
  if (names.some((name) => name !== ONLY_HEADER)) {
    return "only the Authorization header is let through";
  }
  if (!URL.canParse(request.requestUri)) return "this is no address";
  const url = new URL(request.requestUri);
  const isPermitted = permittedUrls.some((permitted) => isBelow(url, new URL(permitted)));
  return isPermitted ? null : `${url.origin} is not listed in permittedUrls.fetch`;
}

/** By origin and path: a bare string prefix would also admit `https://aftercare.example.evil.test`. */
function isBelow(url: URL, permitted: URL): boolean {
  const folder = permitted.pathname.endsWith("/") ? permitted.pathname : `${permitted.pathname}/`;
  const isInside = url.pathname === permitted.pathname || url.pathname.startsWith(folder);
  return url.origin === permitted.origin && isInside;
}

/** Appended as text: setting parameters on a `URL` would rewrite the query that the card wrote. */
function signedUrl({ requestUri, userId }: CardProxyRequest, options: CardProxyOptions): string {
  const user = options.colleagues?.find((one) => one.userId === userId) ?? options.user;
  const { origin, pathname, search } = new URL(requestUri);
  const who = new URLSearchParams({
    userId: String(user.userId),
    portalId: options.portalId,
    userEmail: user.email,
    appId: String(options.appId),
  });
  return `${origin}${pathname}${search}${search === "" ? "?" : "&"}${who}`;
}

async function forward(
  request: CardProxyRequest,
  url: string,
  options: CardProxyOptions,
): Promise<CardProxyAnswer> {
  const hasBody = request.method !== "GET" && request.requestBody != null;
  const body = hasBody ? JSON.stringify(request.requestBody) : "";
  const timestamp = options.now();
  const { method } = request;
  const signature = signV3({ secret: options.clientSecret, method, url, body, timestamp });
  try {
    const response = await fetch(url.replace(options.publicBaseUrl, options.pluginUrl()), {
      method,
      ...(hasBody ? { body } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(request.requestTimeoutMillis ?? DEFAULT_TIMEOUT_MS),
      headers: {
        ...request.requestHeaders,
        ...(hasBody ? { "content-type": "application/json" } : {}),
        "x-hubspot-signature-v3": signature,
        "x-hubspot-request-timestamp": String(timestamp),
      },
    });
    const text = await response.text();
    if (Buffer.byteLength(text) <= BODY_LIMIT_BYTES) return { status: response.status, body: text };
    return answer(502, { category: "BAD_GATEWAY", message: "the answer is over 1 MB" });
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): CardProxyAnswer {
  return error instanceof Error && error.name === "TimeoutError"
    ? answer(504, { category: "GATEWAY_TIMEOUT", message: "the app did not answer in time" })
    : answer(502, { category: "BAD_GATEWAY", message: "the app could not be reached" });
}

function answer(status: number, body: { category: string; message: string }): CardProxyAnswer {
  return { status, body: JSON.stringify(body) };
}
