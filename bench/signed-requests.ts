import { signV3 } from "../webhooks/signature.ts";

export const SECRET = "a client secret of the bench";
export const PUBLIC_BASE_URL = "https://aftercare.example";

/** A whole HTTP request as HubSpot would send it, signed, ready to be written to a socket. */
export function signedRequest(
  request: { readonly method: "GET" | "POST"; readonly path: string; readonly body?: string },
  now: number,
): Uint8Array {
  const { method, path } = request;
  const rawBody = Buffer.from(request.body ?? "");
  const timestamp = String(now);
  const parts = { method, uri: PUBLIC_BASE_URL + path, rawBody, timestamp };
  const head = [
    `${method} ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    `Content-Length: ${rawBody.length}`,
    `X-HubSpot-Signature-v3: ${signV3(SECRET, parts)}`,
    `X-HubSpot-Request-Timestamp: ${timestamp}`,
    "",
    "",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head), rawBody]);
}
