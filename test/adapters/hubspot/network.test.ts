import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invariant } from "../../../src/domain/invariant.ts";
import type { NewTask } from "../../../src/ports/crm.ts";
import { closeNetwork, failureOf, hubspotUnderTest, PORTAL } from "./hubspot-under-test.ts";

/** Real sockets: what a mock of the network cannot show. */

const TASK: NewTask = {
  marker: "visit-1",
  subject: "",
  body: "",
  dueAt: 0,
  ownerId: null,
  associations: [],
};
/** Long enough for a busy machine to answer in time when it is to answer. */
const TIMEOUT_MS = 1_000;

const servers: Server[] = [];

beforeEach(closeNetwork);
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(handler: RequestListener): Promise<{ server: Server; baseUrl: string }> {
  const server = createServer(handler);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  invariant(typeof address === "object" && address, "a listening server has a port");
  return { server, baseUrl: `http://127.0.0.1:${address.port}` };
}

async function closedPort(): Promise<string> {
  const { server, baseUrl } = await serve(() => undefined);
  server.close();
  await once(server, "close");
  return baseUrl;
}

const answerNothing: RequestListener = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"results":[]}');
};

describe("an answer that does not come", () => {
  it("is given up, its connection closed, and the call repeated", async () => {
    let requests = 0;
    let closed: Promise<unknown> | undefined;
    const { baseUrl } = await serve((request, response) => {
      requests += 1;
      if (requests > 1) return answerNothing(request, response);
      closed = once(request.socket, "close");
      return undefined;
    });
    const { crm, calls } = hubspotUnderTest({ baseUrl, timeoutMs: TIMEOUT_MS });

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    expect(calls.map((call) => call.status)).toEqual([null, 200]);
    await closed;
  });

  it("leaves the outcome of a creation unknown", async () => {
    let requests = 0;
    const { baseUrl } = await serve(() => {
      requests += 1;
    });
    const { crm } = hubspotUnderTest({ baseUrl, timeoutMs: TIMEOUT_MS });

    expect(await crm.createTasks(PORTAL, [TASK])).toEqual([{ outcome: "unknown" }]);
    expect(requests).toBe(1);
  });
});

describe("a connection that breaks", () => {
  it.each<{ name: string; breakOff: RequestListener }>([
    { name: "before the answer", breakOff: (request) => request.socket.destroy() },
    {
      name: "inside the answer",
      breakOff: (request, response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "99" });
        response.write('{"results":[', () => request.socket.destroy());
      },
    },
  ])("$name is tried again by a read", async ({ breakOff }) => {
    let requests = 0;
    const { baseUrl } = await serve((request, response) => {
      requests += 1;
      return requests > 1 ? answerNothing(request, response) : breakOff(request, response);
    });
    const { crm, calls } = hubspotUnderTest({ baseUrl });

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    expect(calls.map((call) => call.status)).toEqual([null, 200]);
  });

  it("leaves the outcome of a creation unknown", async () => {
    const { baseUrl } = await serve((request) => request.socket.destroy());
    const { crm, calls } = hubspotUnderTest({ baseUrl });

    expect(await crm.createTasks(PORTAL, [TASK])).toEqual([{ outcome: "unknown" }]);
    expect(calls).toHaveLength(1);
  });
});

describe("a server that is not there", () => {
  it("surely made nothing, so even a creation is tried again and may be later", async () => {
    const { crm, calls, waits } = hubspotUnderTest({ baseUrl: await closedPort() });

    expect(await failureOf(crm.createTasks(PORTAL, [TASK]))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
    expect(calls).toHaveLength(4);
    expect(waits).toHaveLength(3);
  });

  it("is named with its code, not with its address", async () => {
    const { crm } = hubspotUnderTest({ baseUrl: await closedPort() });

    const failure = await failureOf(crm.readOwners(PORTAL));
    expect(failure.message).toBe(
      `GET /crm/v3/owners of portal ${PORTAL} was not reached, ECONNREFUSED`,
    );
  });
});

it("a name that cannot be resolved counts as not reached", async () => {
  const error = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
  nock("https://crm.example").get("/crm/v3/pipelines/tickets").times(4).replyWithError(error);
  const { crm } = hubspotUnderTest({ baseUrl: "https://crm.example" });

  expect((await failureOf(crm.readPipelines(PORTAL))).message).toContain(
    "was not reached, ENOTFOUND",
  );
});

it("one connection serves many calls", async () => {
  const sockets = new Set<unknown>();
  const { baseUrl } = await serve((request, response) => {
    sockets.add(request.socket);
    answerNothing(request, response);
  });
  const { crm } = hubspotUnderTest({ baseUrl: `${baseUrl}/` });

  await crm.readPipelines(PORTAL);
  await crm.readOwners(PORTAL);

  expect(sockets.size).toBe(1);
});
