import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { TimeSource } from "../src/ports/time-source.ts";

/**
 * HubSpot signs method, full public URI, body and time stamp (v3). Its documentation says that some
 * escapes of the URI are decoded before, its own client does not decode; both readings are bound to
 * the request, so either is accepted.
 */

const SIGNATURE_HEADER = "x-hubspot-signature-v3";
const TIMESTAMP_HEADER = "x-hubspot-request-timestamp";

const MAX_AGE_MS = 5 * 60_000;
const MAX_AHEAD_MS = 60_000;

/** Fifteen digits reach beyond every instant in question and are still a safe integer. */
const EPOCH_MS = /^\d{1,15}$/;
const DECODED_ESCAPES = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g;

export type SignedRequest = {
  readonly method: string;
  /** Path and query as they arrived, e.g. `/webhooks/hubspot?a=%40`. */
  readonly originalUrl: string;
  readonly rawBody: Uint8Array;
  readonly headers: IncomingHttpHeaders;
};

export type SignatureCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason:
        | "missing_signature"
        | "missing_timestamp"
        | "bad_timestamp"
        | "too_old"
        | "in_the_future"
        | "bad_signature";
    };

export type VerifySignature = (request: SignedRequest) => SignatureCheck;

/** `publicBaseUrl` is what HubSpot calls, without a final slash; the Host header is never trusted. */
export function createSignatureVerifier(options: {
  readonly secret: string;
  readonly publicBaseUrl: string;
  readonly timeSource: TimeSource;
}): VerifySignature {
  const baseUrl = options.publicBaseUrl.replace(/\/+$/, "");
  return (request) => {
    const signature = request.headers[SIGNATURE_HEADER];
    if (typeof signature !== "string" || signature === "") {
      return { ok: false, reason: "missing_signature" };
    }
    const timestamp = request.headers[TIMESTAMP_HEADER];
    const time = checkTimestamp(timestamp, options.timeSource.now());
    if (!time.ok) return time;
    const signed = { ...request, uri: baseUrl + request.originalUrl, timestamp: time.timestamp };
    return isSignedBy(options.secret, signed, signature)
      ? { ok: true }
      : { ok: false, reason: "bad_signature" };
  };
}

type SignedParts = {
  readonly method: string;
  readonly uri: string;
  readonly rawBody: Uint8Array;
  readonly timestamp: string;
};

/** Base64 of the v3 HMAC over exactly these parts. */
export function signV3(secret: string, parts: SignedParts): string {
  return createHmac("sha256", secret)
    .update(parts.method.toUpperCase() + parts.uri)
    .update(parts.rawBody)
    .update(parts.timestamp)
    .digest("base64");
}

/** The URI with only those escapes decoded that HubSpot decodes before it signs. */
export function decodeSignedUri(uri: string): string {
  return uri.replace(DECODED_ESCAPES, (text) => decodeURIComponent(text));
}

function isSignedBy(secret: string, parts: SignedParts, signature: string): boolean {
  const decodedUri = decodeSignedUri(parts.uri);
  const matchesDecoded = isSameText(signV3(secret, { ...parts, uri: decodedUri }), signature);
  if (matchesDecoded || decodedUri === parts.uri) return matchesDecoded;
  return isSameText(signV3(secret, parts), signature);
}

/** Compares the text and not the decoded bytes: several base64 texts decode to the same bytes. */
function isSameText(expected: string, actual: string): boolean {
  const expectedBytes = Buffer.from(expected);
  const actualBytes = Buffer.from(actual);
  return expectedBytes.length === actualBytes.length && timingSafeEqual(expectedBytes, actualBytes);
}

type TimestampCheck =
  | { readonly ok: true; readonly timestamp: string }
  | (SignatureCheck & { readonly ok: false });

function checkTimestamp(timestamp: string | string[] | undefined, now: number): TimestampCheck {
  if (timestamp === undefined || timestamp === "")
    return { ok: false, reason: "missing_timestamp" };
  if (typeof timestamp !== "string" || !EPOCH_MS.test(timestamp)) {
    return { ok: false, reason: "bad_timestamp" };
  }
  const ageMs = now - Number(timestamp);
  if (ageMs > MAX_AGE_MS) return { ok: false, reason: "too_old" };
  if (ageMs < -MAX_AHEAD_MS) return { ok: false, reason: "in_the_future" };
  return { ok: true, timestamp };
}
