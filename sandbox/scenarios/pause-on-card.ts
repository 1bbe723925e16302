import { setTimeout as sleep } from "node:timers/promises";
import { CardActAnswer, PauseRequest } from "../../src/contract/card-api.ts";
import type { CardProxyAnswer, CardProxyRequest } from "../page-contract.ts";
import { PUBLIC_BASE_URL } from "../world.ts";

const TRY_EVERY_MS = 500;
const MAX_TRIES = 120;

export type DemoPause = Pick<PauseRequest, "reason" | "note"> & { readonly ticketId: string };

/**
 * Presses "Pause" on the card of a ticket, as the person does whose CRM screen it is. The plugin has to
 * know the ticket first, so the same press is told again until it is taken, or `signal` ends it.
 */
export async function pauseOnCard(
  proxyCard: (request: CardProxyRequest) => Promise<CardProxyAnswer>,
  { ticketId, reason, note }: DemoPause,
  signal: AbortSignal,
): Promise<void> {
  const requestBody = PauseRequest.parse({ actKey: `demo-pause-${ticketId}`, reason, note });
  for (let tries = 0; tries < MAX_TRIES && !signal.aborted; tries += 1) {
    const { status, body } = await proxyCard({
      requestUri: `${PUBLIC_BASE_URL}/api/card/ticket/pause?objectId=${ticketId}&language=en`,
      method: "POST",
      requestTimeoutMillis: null,
      requestBody,
      requestHeaders: {},
    });
    if (status === 200 && CardActAnswer.parse(JSON.parse(body)).isDone) return;
    await sleep(TRY_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
