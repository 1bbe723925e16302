import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  createSignatureVerifier,
  decodeSignedUri,
  type SignatureCheck,
  type SignedRequest,
  signV3,
} from "../../webhooks/signature.ts";
import { itWithFixtures, readSharedFixtures } from "../support/shared-fixtures.ts";

const secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const sampleBody =
  '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';
const cardUrl =
  "/api/card/ticket?objectId=42&userId=7&portalId=62515&userEmail=jane.doe%2Bvip%40example.com&appId=54321";
const signedAt = 1_700_000_300_000;

type Sent = {
  readonly baseUrl?: string;
  readonly method?: string;
  readonly originalUrl?: string;
  readonly body?: string;
  readonly timestamp?: string;
  readonly signature?: string;
  readonly now?: number;
  readonly secret?: string;
};

function check(sent: Sent): SignatureCheck {
  const timestamp = sent.timestamp ?? String(signedAt);
  const verify = createSignatureVerifier({
    secret: sent.secret ?? secret,
    publicBaseUrl: sent.baseUrl ?? "https://app.example.com",
    timeSource: { now: () => sent.now ?? Number(timestamp) },
  });
  return verify({
    method: sent.method ?? "POST",
    originalUrl: sent.originalUrl ?? "/webhooks/hubspot",
    rawBody: Buffer.from(sent.body ?? sampleBody),
    headers: {
      "x-hubspot-signature-v3": sent.signature ?? "mvS03FKKo6h7aYoUkif1QpnnQQaDKi9c19OiEqauzrc=",
      "x-hubspot-request-timestamp": timestamp,
    },
  });
}

describe("the published vectors verify", () => {
  it.each<Sent & { name: string }>([
    {
      name: "single quotes in the body",
      baseUrl: "https://www.example.com",
      originalUrl: "/webhook_uri",
      body: "{'example_field':'example_value'}",
      timestamp: "1693657560000",
      signature: "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=",
    },
    {
      name: "a JSON body",
      baseUrl: "https://www.example.com",
      originalUrl: "/webhook_uri",
      body: '{"example_field":"example_value"}',
      timestamp: "1693657560000",
      signature: "oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=",
    },
    { name: "a delivery of one event" },
    {
      name: "a card request whose address was decoded before signing",
      method: "GET",
      originalUrl: cardUrl,
      body: "",
      signature: "IoUPtj3aTO/pHWzt9dUaMdjQhUgR85qheSXgqbBzqp4=",
    },
    {
      name: "the same request signed as it was sent",
      method: "GET",
      originalUrl: cardUrl,
      body: "",
      signature: "XkbEswmKNZev7+5CM86cjOLS+/Xm6XB77U+VdxS/QcE=",
    },
    {
      name: "a body with umlauts and a long dash",
      originalUrl: "/api/x",
      body: '{"note":"Grüße – 50% & more"}',
      signature: "5H8rtZIzi5OhB4gzn5YaILVED1GxEqCWibcIc3RSbOA=",
    },
    { name: "a public address that ends in a slash", baseUrl: "https://app.example.com/" },
    { name: "a method in lower case", method: "post" },
  ])("$name", (sent) => {
    expect(check(sent)).toEqual({ ok: true });
  });
});

const Vector = z.object({
  vector: z.object({
    version: z.string(),
    client_secret: z.string(),
    method: z.string(),
    uri: z.url().transform((uri) => new URL(uri)),
    timestamp: z.string().optional(),
    signature: z.string(),
    raw_body: z.string(),
  }),
});

itWithFixtures("takes every shared v3 vector and refuses those of older versions", () => {
  const vectors = readSharedFixtures("hubspot", "signature--").map(
    (fixture) => Vector.parse(fixture.content).vector,
  );
  expect(vectors.length).toBeGreaterThan(0);
  for (const vector of vectors) {
    const result = check({
      baseUrl: vector.uri.origin,
      originalUrl: vector.uri.pathname,
      method: vector.method,
      body: vector.raw_body,
      signature: vector.signature,
      secret: vector.client_secret,
      ...(vector.timestamp === undefined ? {} : { timestamp: vector.timestamp }),
    });
    expect(result.ok).toBe(vector.version === "v3");
  }
});

describe("the time stamp", () => {
  it.each<{ name: string; now: number; expected: SignatureCheck }>([
    { name: "is taken at five minutes", now: signedAt + 300_000, expected: { ok: true } },
    {
      name: "is too old one millisecond on",
      now: signedAt + 300_001,
      expected: { ok: false, reason: "too_old" },
    },
    { name: "is taken one minute ahead", now: signedAt - 60_000, expected: { ok: true } },
    {
      name: "is refused one millisecond further ahead",
      now: signedAt - 60_001,
      expected: { ok: false, reason: "in_the_future" },
    },
  ])("$name", ({ now, expected }) => {
    expect(check({ now })).toEqual(expected);
  });

  it.each([
    { name: "text", timestamp: "soon" },
    { name: "NaN", timestamp: "NaN" },
    { name: "a fraction", timestamp: "1700000300000.5" },
    { name: "a negative number", timestamp: "-1700000300000" },
    { name: "an exponent", timestamp: "17e11" },
    { name: "hexadecimal", timestamp: "0x18bcfe568e0" },
    { name: "a leading blank", timestamp: " 1700000300000" },
    { name: "two values", timestamp: "1700000300000, 1700000300000" },
    { name: "too many digits", timestamp: "1700000300000000000000" },
  ])("is refused as $name even when it is signed", ({ timestamp }) => {
    const signature = signV3(secret, {
      method: "POST",
      uri: "https://app.example.com/webhooks/hubspot",
      rawBody: Buffer.from(sampleBody),
      timestamp,
    });
    expect(check({ timestamp, signature, now: signedAt })).toEqual({
      ok: false,
      reason: "bad_timestamp",
    });
  });

  it("must be there", () => {
    expect(check({ timestamp: "", now: signedAt })).toEqual({
      ok: false,
      reason: "missing_timestamp",
    });
  });
});

describe("what is refused", () => {
  it.each<Sent & { name: string; reason: string }>([
    { name: "no signature", signature: "", reason: "missing_signature" },
    { name: "a shorter signature", signature: "mvS03", reason: "bad_signature" },
    {
      name: "another base64 text of the same bytes",
      signature: "mvS03FKKo6h7aYoUkif1QpnnQQaDKi9c19OiEqauzrd=",
      reason: "bad_signature",
    },
    { name: "another public address", baseUrl: "http://app.example.com", reason: "bad_signature" },
    { name: "another path", originalUrl: "/webhooks/hubspot/", reason: "bad_signature" },
    { name: "an added query", originalUrl: "/webhooks/hubspot?a=1", reason: "bad_signature" },
    { name: "another secret", secret: "another", reason: "bad_signature" },
    { name: "a re-serialised body", body: `${sampleBody} `, reason: "bad_signature" },
  ])("$name", ({ reason, ...sent }) => {
    expect(check(sent)).toEqual({ ok: false, reason });
  });
});

it("decodes twelve escapes of an address and no others", () => {
  const escapes = "%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B";
  expect(decodeSignedUri(escapes)).toBe(":/?@!$'()*,;");
  const others = "%20%26%2B%3D%25%23%5B%5D%3a%2f";
  expect(decodeSignedUri(others)).toBe(others);
});

describe("whatever was sent", () => {
  const requests = fc.record({
    method: fc.constantFrom("GET", "POST", "PUT"),
    originalUrl: fc.webPath().map((path) => `/${path}`),
    rawBody: fc.uint8Array({ maxLength: 60 }),
  });

  function signed(request: Omit<SignedRequest, "headers">): SignedRequest {
    const timestamp = String(signedAt);
    const uri = decodeSignedUri(`https://app.example.com${request.originalUrl}`);
    return {
      ...request,
      headers: {
        "x-hubspot-signature-v3": signV3(secret, { ...request, uri, timestamp }),
        "x-hubspot-request-timestamp": timestamp,
      },
    };
  }
  const verify = createSignatureVerifier({
    secret,
    publicBaseUrl: "https://app.example.com",
    timeSource: { now: () => signedAt },
  });

  it("verifies as it is", () => {
    fc.assert(fc.property(requests, (request) => verify(signed(request)).ok));
  });

  it("fails with any byte of the body flipped", () => {
    const flips = fc.record({ at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) });
    fc.assert(
      fc.property(requests, flips, (request, { at, bit }) => {
        fc.pre(request.rawBody.length > 0);
        const flipped = Uint8Array.from(request.rawBody);
        const index = at % flipped.length;
        flipped[index] = (flipped[index] ?? 0) ^ (1 << bit);
        return !verify({ ...signed(request), rawBody: flipped }).ok;
      }),
    );
  });

  it("fails with any character of signature, time stamp or address changed", () => {
    const fields = fc.constantFrom("signature", "timestamp", "originalUrl");
    fc.assert(
      fc.property(requests, fields, fc.nat(), (request, field, at) => {
        const sent = signed(request);
        const headers = { ...sent.headers };
        let { originalUrl } = sent;
        if (field === "originalUrl") originalUrl = withOneChanged(originalUrl, at);
        else {
          const name =
            field === "signature" ? "x-hubspot-signature-v3" : "x-hubspot-request-timestamp";
          headers[name] = withOneChanged(String(headers[name]), at);
        }
        return !verify({ ...sent, originalUrl, headers }).ok;
      }),
    );
  });

  function withOneChanged(text: string, at: number): string {
    const index = at % text.length;
    const changed = text[index] === "1" ? "2" : "1";
    return text.slice(0, index) + changed + text.slice(index + 1);
  }
});
