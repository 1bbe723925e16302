import type { Response } from "express";

const STREAMS_LIMIT = 20;
/** Changes that come faster are told together; the page reads the present state anyway. */
const TELL_EVERY_MS = 250;
const HEARTBEAT_MS = 25_000;
const RECONNECT_MS = 1_000;

/** Server-sent events: "changed", nothing more, so that a busy sandbox costs little. */
export function createEventStream(onChange: (heard: () => void) => () => void) {
  const open = new Set<Response>();
  let pending: NodeJS.Timeout | null = null;
  let heartbeat: NodeJS.Timeout | null = null;
  let stopHearing: (() => void) | null = null;

  const write = (text: string) => {
    for (const response of open) response.write(text);
  };
  const heard = () => {
    pending ??= setTimeout(() => {
      pending = null;
      write("event: changed\ndata: {}\n\n");
    }, TELL_EVERY_MS);
  };
  const start = () => {
    stopHearing = onChange(heard);
    heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
  };
  const stop = () => {
    stopHearing?.();
    if (heartbeat !== null) clearInterval(heartbeat);
    if (pending !== null) clearTimeout(pending);
    pending = null;
  };

  return {
    /** Keeps `response` open until the page goes. */
    open(response: Response): void {
      if (open.size >= STREAMS_LIMIT) {
        response.status(503).json({ error: `more than ${STREAMS_LIMIT} pages are open` });
        return;
      }
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      response.write(`retry: ${RECONNECT_MS}\n\n`);
      if (open.size === 0) start();
      open.add(response);
      response.on("close", () => {
        open.delete(response);
        if (open.size === 0) stop();
      });
    },
  };
}
