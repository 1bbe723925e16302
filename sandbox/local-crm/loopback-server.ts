import { createServer, type Server } from "node:http";
import express, { type Router } from "express";

/** A server that nothing outside this machine can reach. */
export function createLoopbackServer(router: Router) {
  let server: Server | undefined;
  return {
    listen: (port: number): Promise<string> => {
      const app = express().disable("x-powered-by").use(router);
      const opened = createServer(app);
      server = opened;
      return new Promise((resolve, reject) => {
        opened.once("error", reject);
        opened.listen(port, "127.0.0.1", () => {
          const address = opened.address();
          const actual = typeof address === "object" && address !== null ? address.port : port;
          resolve(`http://127.0.0.1:${actual}`);
        });
      });
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        if (server === undefined) return resolve();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
