import { createServer, type RequestListener, type Server } from "node:http";
import { listenHere } from "./serve.ts";

const HIGHEST_PORT = 65_535;

export type TakenPort = {
  readonly port: number;
  readonly server: Server;
  /** Who came early is answered then, and whoever comes. */
  answerWith(listener: RequestListener): void;
};

/** Null where another program has the port, which is said. */
export async function takePort(wanted: string): Promise<TakenPort | null> {
  const port = portOf(wanted);
  const ready = Promise.withResolvers<RequestListener>();
  const server = createServer(async (request, response) => {
    (await ready.promise)(request, response);
  });
  try {
    await listenHere(server, port);
  } catch (error) {
    return refusePort(port, error);
  }
  return { port, server, answerWith: ready.resolve };
}

function portOf(text: string): number {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) <= HIGHEST_PORT;
  if (isPort) return Number(text);
  process.stderr.write(`SANDBOX_PORT is "${text}": expected a port from 0 to ${HIGHEST_PORT}\n`);
  process.exit(1);
}

function refusePort(port: number, error: unknown): null {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!isTaken) throw error;
  process.stderr.write(
    `Port ${port} is in use, perhaps by another sandbox: stop that one, or start this one with another port: SANDBOX_PORT=4100 npm start\n`,
  );
  process.exitCode = 1;
  return null;
}
