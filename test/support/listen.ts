import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { invariant } from "../../src/domain/invariant.ts";

export type TestServer = { readonly url: string; close(): Promise<void> };

/** Serves on a free port of the loopback address. */
export async function listen(handler: RequestListener): Promise<TestServer> {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  invariant(typeof address === "object" && address !== null, "a listening server has a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
