import { createHash, createHmac } from "node:crypto";

/** Signs requests as HubSpot does towards an app; the local CRM and the card host use it. */
export type SignableRequest = {
  /** The app's client secret. */
  readonly secret: string;
  readonly method: string;
  /** Full public URL with its query, as the app's users see it. */
  readonly url: string;
  readonly body: string;
  /** Epoch milliseconds, as sent in `X-HubSpot-Request-Timestamp`. */
  readonly timestamp: number;
};

/** Only these are decoded in the URL before signing; everything else stays as it is. */
const DECODED: Readonly<Record<string, string>> = {
  "%3A": ":",
  "%2F": "/",
  "%3F": "?",
  "%40": "@",
  "%21": "!",
  "%24": "$",
  "%27": "'",
  "%28": "(",
  "%29": ")",
  "%2A": "*",
  "%2C": ",",
  "%3B": ";",
};

export function signV3(request: SignableRequest): string {
  const { secret, method, url, body, timestamp } = request;
  return createHmac("sha256", secret)
    .update(`${method.toUpperCase()}${decodeForSigning(url)}${body}${timestamp}`, "utf8")
    .digest("base64");
}

export function signV1(secret: string, body: string): string {
  return createHash("sha256").update(`${secret}${body}`, "utf8").digest("hex");
}

function decodeForSigning(url: string): string {
  return url.replace(/%[0-9A-Fa-f]{2}/g, (code) => DECODED[code.toUpperCase()] ?? code);
}
