import { createRenderer } from "@hubspot/ui-extensions/testing";
import { vi } from "vitest";
import { TicketPanel } from "../../cards/components/TicketPanel.tsx";
import type { TicketCard } from "../../src/contract/card-api.ts";

/** Answers the card's requests in the order of `answers`; the last one is repeated. */
export function stubFetch(...answers: (() => Promise<Response>)[]) {
  const hsFetch = vi.fn(async (_url: string, _options: unknown) => {
    const answer = answers[Math.min(hsFetch.mock.calls.length, answers.length) - 1];
    if (answer === undefined) throw new Error("stubFetch needs at least one answer");
    return answer();
  });
  vi.stubGlobal("self", { hsFetch });
  return hsFetch;
}

export const answerCard = (card: TicketCard) => async () => Response.json(card);
export const answerStatus = (status: number) => async () => new Response("{}", { status });
export const answerJson = (value: unknown) => async () => Response.json(value);
export const answerNever = () => new Promise<Response>(() => undefined);
export const connectionLost = () => Promise.reject(new Error("connection lost"));

/** Renders the ticket card as HubSpot's sidebar would. */
export function renderCard(user: { language?: string; locale?: string } = {}) {
  const renderer = createRenderer("crm.record.sidebar");
  Object.assign(renderer.mocks.context.user, user);
  renderer.mocks.context.crm.objectId = 7001;
  renderer.render(
    <TicketPanel context={renderer.mocks.context} actions={renderer.mocks.actions} />,
  );
  return renderer;
}

/** Turns that an answer needs to reach the card: effects run by a timer that is not faked. */
const TURNS = 3;

/** Lets promises settle and effects run without moving the time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await vi.advanceTimersByTimeAsync(0);
}
