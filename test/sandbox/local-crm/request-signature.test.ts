import { Signature } from "@hubspot/api-client";
import { expect, it } from "vitest";
import { signV1, signV3 } from "../../../sandbox/local-crm/request-signature.ts";

const secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const docsBody =
  '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';

it.each([
  {
    name: "the published POST",
    method: "POST",
    url: "https://www.example.com/webhook_uri",
    body: "{'example_field':'example_value'}",
    timestamp: 1_693_657_560_000,
    expected: "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=",
  },
  {
    name: "a JSON body",
    method: "post",
    url: "https://www.example.com/webhook_uri",
    body: '{"example_field":"example_value"}',
    timestamp: 1_693_657_560_000,
    expected: "oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=",
  },
  {
    name: "a webhook delivery",
    method: "POST",
    url: "https://app.example.com/webhooks/hubspot",
    body: docsBody,
    timestamp: 1_700_000_300_000,
    expected: "mvS03FKKo6h7aYoUkif1QpnnQQaDKi9c19OiEqauzrc=",
  },
  {
    name: "a query of which only some escapes are decoded",
    method: "GET",
    url: "https://app.example.com/api/card/ticket?objectId=42&userId=7&portalId=62515&userEmail=jane.doe%2Bvip%40example.com&appId=54321",
    body: "",
    timestamp: 1_700_000_300_000,
    expected: "IoUPtj3aTO/pHWzt9dUaMdjQhUgR85qheSXgqbBzqp4=",
  },
  {
    name: "letters outside ASCII",
    method: "POST",
    url: "https://app.example.com/api/x",
    body: '{"note":"Grüße – 50% & more"}',
    timestamp: 1_700_000_300_000,
    expected: "5H8rtZIzi5OhB4gzn5YaILVED1GxEqCWibcIc3RSbOA=",
  },
])("signs $name as HubSpot does", ({ expected, ...request }) => {
  expect(signV3({ secret, ...request })).toBe(expected);
});

it("signs version 1 as HubSpot does", () => {
  expect(signV1(secret, docsBody)).toBe(
    "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de",
  );
});

it("agrees with HubSpot's own helper", () => {
  const request = { method: "POST", url: "https://a.example/hook", body: "[]", timestamp: 7 };
  const theirs = Signature.getSignature("POST", "v3", {
    signature: "",
    clientSecret: secret,
    requestBody: request.body,
    url: request.url,
    timestamp: request.timestamp,
  });
  expect(signV3({ secret, ...request })).toBe(theirs);
});
