import { createHmac } from "node:crypto";

/** A request as Slack sends it, ready to go out. */
export type SignedRequest = {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};
type Signing = { readonly signingSecret: string; readonly at: number };

/** Interactions travel as JSON in one field of a form. */
export function signedForm(payload: unknown, signing: Signing): SignedRequest {
  return signedFields({ payload: JSON.stringify(payload) }, signing);
}

/** Slash commands travel as plain fields. */
export function signedFields(
  fields: Readonly<Record<string, string>>,
  signing: Signing,
): SignedRequest {
  const body = new URLSearchParams(fields).toString();
  // Slack sends exactly this, and the receivers of its own framework refuse a charset.
  return signed(body, "application/x-www-form-urlencoded", signing);
}

export function signedJson(payload: unknown, signing: Signing): SignedRequest {
  return signed(JSON.stringify(payload), "application/json", signing);
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(body: string, contentType: string, { signingSecret, at }: Signing): SignedRequest {
  const timestamp = String(Math.floor(at / 1000));
  const hmac = createHmac("sha256", signingSecret);
  const signature = hmac.update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    body,
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  };
}
