import type { Server } from "node:http";
import type { Express } from "express";

const HOST = "127.0.0.1";

/** Serves on the loopback address; rejects when the port is taken. Port 0 takes a free one. */
export function serve(app: Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, HOST, (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(error);
    });
  });
}

/** e.g. `http://127.0.0.1:4001`. */
export function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://${HOST}:${address.port}`;
}
