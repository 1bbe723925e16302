import { createServer, type IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";
import type { WebhookEvent } from "../../../sandbox/local-crm/webhook-events.ts";

export type Delivery = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly events: readonly WebhookEvent[];
};

/** What the receiver does with delivery number 0, 1, 2 …; `null` never answers. */
export type Answering = (index: number) => number | null;

/** A small webhook receiver on the loopback address that keeps what it got. */
export async function startReceiver(answering: Answering = () => 204) {
  const deliveries: Delivery[] = [];
  let held: (() => void)[] | null = null;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const status = answering(deliveries.length);
      deliveries.push({
        path: req.url ?? "",
        headers: req.headers,
        body,
        events: JSON.parse(body),
      });
      const answer = (): void => void (status !== null && res.writeHead(status).end());
      if (held === null) answer();
      else held.push(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhooks/hubspot`,
    deliveries,
    /** Answers nobody until `release`. */
    hold: (): void => {
      held = [];
    },
    release: (): void => {
      const waiting = held ?? [];
      held = null;
      for (const answer of waiting) answer();
    },
    events: (): readonly WebhookEvent[] => deliveries.flatMap((delivery) => delivery.events),
  };
}
