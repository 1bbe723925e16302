import { setTimeout as sleep } from "node:timers/promises";
import { CardActAnswer } from "../../src/contract/card-api.ts";
import type { CardProxyAnswer, CardProxyRequest } from "../page-contract.ts";
import { PUBLIC_BASE_URL } from "../world.ts";

const TRY_EVERY_MS = 500;
const MAX_TRIES = 120;

export type ProxyCard = (request: CardProxyRequest) => Promise<CardProxyAnswer>;

/**
 * Presses something on the card of a ticket, as the person does whose CRM screen it is. The plugin has to
 * know the ticket first, so the same press is told again until it is taken, or `signal` ends it.
 */
export async function pressOnCard(
  proxyCard: ProxyCard,
  {
    ticketId,
    path,
    requestBody,
  }: { readonly ticketId: string; readonly path: string; readonly requestBody: object },
  signal: AbortSignal,
): Promise<boolean> {
  for (let tries = 0; tries < MAX_TRIES && !signal.aborted; tries += 1) {
    const { status, body } = await proxyCard({
      requestUri: `${PUBLIC_BASE_URL}/api/card/ticket/${path}?objectId=${ticketId}&language=en`,
      method: "POST",
      requestTimeoutMillis: null,
      requestBody,
      requestHeaders: {},
    });
    if (status === 200 && CardActAnswer.parse(JSON.parse(body)).isDone) return true;
    await sleep(TRY_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
