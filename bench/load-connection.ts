import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * One keep-alive connection that sends requests prepared beforehand and reads just enough of the
 * answers, so that the generator takes as little as possible of the machine it shares with the server.
 */
export type LoadConnection = {
  /** Resolves to the status once the whole answer is here. */
  send(request: Uint8Array): Promise<number>;
  close(): void;
};

const HEAD_END = Buffer.from("\r\n\r\n");
const STATUS_LINE = /^HTTP\/1\.1 (\d{3})/;
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;
const ANSWER_TIMEOUT_MS = 30_000;

export async function openConnection(port: number): Promise<LoadConnection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  let waiting: PromiseWithResolvers<number> | null = null;
  const settle = (end: (call: PromiseWithResolvers<number>) => void): void => {
    const call = waiting;
    waiting = null;
    if (call !== null) end(call);
  };
  const fail = (message: string) => settle((call) => call.reject(new Error(message)));
  socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy());
  socket.on("error", (error) => fail(`the connection broke: ${error.message}`));
  socket.on("close", () => fail("the server closed the connection"));
  readAnswers(socket, (status) => settle((call) => call.resolve(status)));
  return {
    send: (request) => {
      waiting = Promise.withResolvers();
      socket.write(request);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}

function readAnswers(socket: Socket, onAnswer: (status: number) => void): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const headEnd = held.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = held.toString("latin1", 0, headEnd);
    const length = Number(CONTENT_LENGTH.exec(head)?.[1] ?? 0);
    if (held.length < headEnd + HEAD_END.length + length) return;
    held = Buffer.alloc(0);
    onAnswer(Number(STATUS_LINE.exec(head)?.[1] ?? 0));
  });
}
