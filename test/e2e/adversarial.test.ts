import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  asked,
  BOLD_COMPANY,
  BOLD_TICKET,
  boldWordsIn,
  createHostileWorld,
  type Forged,
  type HostileWorld,
  identity,
  SHARED_TICKET,
} from "../support/hostile-world.ts";
import { ACME, BOLD } from "../support/two-workspaces.ts";

/** Every route that HubSpot calls has its rows: a new one is found by itself. */

let world: HostileWorld;
beforeAll(async () => {
  world = await createHostileWorld();
});
afterAll(() => world.running.stop());

const hubspotRoutes = () =>
  world.routes.filter(({ path }) => path.startsWith("/api/") || path.startsWith("/webhooks/"));

describe("a request that HubSpot did not sign so", () => {
  const LIES: readonly {
    readonly name: string;
    readonly forge: (request: Forged) => Forged;
  }[] = [
    { name: "unsigned", forge: (request) => request },
    {
      name: "signed with another secret",
      forge: (request) => world.signed(request, { secret: "x" }),
    },
    {
      name: "signed for another account",
      forge: (request) =>
        world.signed(request, { as: { url: request.url.replace(BOLD.portalId, ACME.portalId) } }),
    },
    {
      name: "signed for another method",
      forge: (request) => world.signed(request, { as: { method: "DELETE" } }),
    },
    {
      name: "signed for another body",
      forge: (request) =>
        request.method === "GET"
          ? world.signed(request, { as: { url: `${request.url}&more=1` } })
          : world.signed(request, { as: { body: "[]" } }),
    },
    {
      name: "replayed after five minutes",
      forge: (request) => world.signed(request, { at: world.running.time.now() - 5 * 60_000 - 1 }),
    },
    {
      name: "signed in the future",
      forge: (request) => world.signed(request, { at: world.running.time.now() + 60_001 }),
    },
    {
      name: "with a signature of nothing",
      forge: (request) => {
        const { headers } = world.signed(request);
        return { ...request, headers: { ...headers, "x-hubspot-signature-v3": "=" } };
      },
    },
  ];

  it.each(LIES)("is refused by every route: $name", async ({ forge }) => {
    const before = await world.stateOf(BOLD.portalId);
    expect(hubspotRoutes().length).toBeGreaterThan(50);
    for (const route of hubspotRoutes()) {
      const answer = await world.send(forge(asked(route, identity(BOLD.portalId))));
      expect([route.path, answer.status]).toEqual([route.path, 401]);
      expect(boldWordsIn(answer)).toEqual([]);
    }
    expect(await world.stateOf(BOLD.portalId)).toBe(before);
  });
});

describe("a request that HubSpot signed for one account", () => {
  it("finds nothing of another, whatever record it names", async () => {
    const [acme, bold] = [await world.stateOf(ACME.portalId), await world.stateOf(BOLD.portalId)];
    const body = JSON.stringify({
      actKey: randomUUID(),
      ticketId: BOLD_TICKET,
      portalId: BOLD.portalId,
    });
    for (const route of hubspotRoutes()) {
      for (const objectId of [BOLD_TICKET, BOLD_COMPANY]) {
        const answer = await world.send(
          world.signed(asked(route, identity(ACME.portalId, objectId), body)),
        );
        expect([route.path, answer.status < 500]).toEqual([route.path, true]);
        const told = boldWordsIn(answer);
        expect([route.path, told]).toEqual([route.path, []]);
      }
    }
    expect(await world.stateOf(BOLD.portalId)).toBe(bold);
    expect(JSON.parse(await world.stateOf(ACME.portalId))[2]).toEqual(JSON.parse(acme)[2]);
  });

  it("is refused when it names two accounts at once", async () => {
    for (const route of hubspotRoutes().filter(({ path }) => path.startsWith("/api/"))) {
      const request = asked(route, identity(ACME.portalId));
      const twice = { ...request, url: `${request.url}&portalId=${BOLD.portalId}` };
      expect([route.path, (await world.send(world.signed(twice))).status]).toEqual([
        route.path,
        400,
      ]);
    }
  });

  it("learns nothing of an account that is not connected", async () => {
    for (const route of hubspotRoutes().filter(({ path }) => path.startsWith("/api/"))) {
      const answer = await world.send(world.signed(asked(route, identity("999"))));
      expect([route.path, answer.status < 500]).toEqual([route.path, true]);
      expect(boldWordsIn(answer)).toEqual([]);
    }
  });

  it.each([
    { name: "no JSON", body: "{", headers: {} },
    { name: "nothing", body: "", headers: {} },
    { name: "a list", body: "[1, 2, 3]", headers: {} },
    {
      name: "keys of the prototype",
      body: '{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"isAdmin": true}}}',
      headers: {},
    },
    {
      name: "a form",
      body: "a=1&portalId=4242009",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
    {
      name: "XML",
      body: "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
      headers: { "content-type": "text/xml" },
    },
    { name: "deep nesting", body: "[".repeat(50_000), headers: {} },
  ])("changes nothing with a body of $name", async ({ body, headers }) => {
    const [acme, bold] = [await world.stateOf(ACME.portalId), await world.stateOf(BOLD.portalId)];
    for (const route of hubspotRoutes().filter(({ method }) => method === "POST")) {
      const request = { ...asked(route, identity(ACME.portalId), body), headers };
      const answer = await world.send(world.signed(request));
      expect([route.path, answer.status]).toEqual([
        route.path,
        // A delivery of nothing that can be read is kept, as nobody's.
        expect.toBeOneOf(
          route.path.startsWith("/webhooks/") ? [204, 400, 413] : [400, 403, 404, 413],
        ),
      ]);
    }
    expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
    expect(await world.stateOf(ACME.portalId)).toBe(acme);
    expect(await world.stateOf(BOLD.portalId)).toBe(bold);
  });

  it.each([
    { name: "too big", status: 413, body: "a".repeat(1_100_000), headers: {} },
    { name: "compressed", status: 415, body: "{}", headers: { "content-encoding": "gzip" } },
  ])("is refused with a body that is $name", async ({ status, body, headers }) => {
    for (const route of hubspotRoutes().filter(({ method }) => method === "POST")) {
      const request = { ...asked(route, identity(ACME.portalId), body), headers };
      expect([route.path, (await world.send(world.signed(request))).status]).toEqual([
        route.path,
        status,
      ]);
    }
  });

  it("writes nothing to another, whatever it says", async () => {
    const bold = await world.stateOf(BOLD.portalId);
    const posts = hubspotRoutes().filter(
      ({ method, path }) => method === "POST" && path.startsWith("/api/"),
    );
    const word = fc.constantFrom(
      ...[BOLD.portalId, BOLD_TICKET, SHARED_TICKET, `${BOLD_TICKET}-1`, `${SHARED_TICKET}-1`],
      ...["take", "confirm", "support", "live", "en", "../../x", "{{7*7}}", "'; drop table x; --"],
    );
    const key = fc.constantFrom(
      ...["actKey", "act", "kind", "caseId", "draftId", "portalId", "userId", "ticketId", "text"],
      ...["reason", "department", "visitId", "actionId", "customerId", "mode", "language", "job"],
    );
    const bodies = fc.dictionary(
      key,
      fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), bodies, async (route, body) => {
        const request = asked(route, identity(ACME.portalId, BOLD_TICKET), JSON.stringify(body));
        const answer = await world.send(world.signed(request));
        expect(answer.status).toBeLessThan(500);
        expect(boldWordsIn(answer)).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(await world.stateOf(BOLD.portalId)).toBe(bold);
  });
});

describe("the log of all this", () => {
  it("is clean", () => {
    expect(world.sent()).toBeGreaterThan(1_000);
    world.expectCleanLog();
  });
});
