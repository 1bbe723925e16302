import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { invariant } from "../src/domain/invariant.ts";

export type Loopback = { readonly port: number; close(): Promise<void> };

/** Serves on a free port that nothing outside this machine can reach. */
export async function serve(handler: RequestListener): Promise<Loopback> {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  invariant(typeof address === "object" && address !== null, "a listening server has a port");
  return {
    port: address.port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
