import { PauseRequest } from "../../src/contract/card-api.ts";
import { type ProxyCard, pressOnCard } from "./press-on-card.ts";

export type DemoPause = Pick<PauseRequest, "reason" | "note"> & { readonly ticketId: string };

/** Presses "Pause" on the card of a ticket. */
export async function pauseOnCard(
  proxyCard: ProxyCard,
  { ticketId, reason, note }: DemoPause,
  signal: AbortSignal,
): Promise<void> {
  const requestBody = PauseRequest.parse({ actKey: `demo-pause-${ticketId}`, reason, note });
  await pressOnCard(proxyCard, { ticketId, path: "pause", requestBody }, signal);
}
