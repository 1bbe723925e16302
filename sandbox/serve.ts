import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";

const HOST = "127.0.0.1";

/** Serves on the loopback address; rejects when the port is taken. Port 0 takes a free one. */
export async function serve(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer(listener);
  await listenHere(server, port);
  return server;
}

export async function listenHere(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  await once(server, "listening");
}

/** e.g. `http://127.0.0.1:4001`. */
export function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://${HOST}:${address.port}`;
}
