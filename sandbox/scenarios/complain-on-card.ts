import { ActionActRequest, ComplaintActRequest } from "../../src/contract/card-complaint.ts";
import { type ProxyCard, pressOnCard } from "./press-on-card.ts";

type Press = { readonly act: string; readonly values: Readonly<Record<string, string>> };

/** What somebody said and did about the complaint of the demo. */
const COMPLAINT: readonly Press[] = [
  {
    act: "confirmed",
    values: {
      severity: "high",
      department: "customer_relations",
      text: "Twice the wrong guide, now the wrong belt. Three weeks of standstill.",
    },
  },
  { act: "acknowledged", values: {} },
];

/** How far one is with its cause. */
const ACTION: readonly Press[] = [
  {
    act: "open",
    values: {
      title: "Wrong part is sent",
      evidence:
        "Three wrong deliveries to one customer in a quarter, all of them from the new shelf.",
    },
  },
  {
    act: "analyse",
    values: {
      rootCause: "Two parts have labels that differ in one digit, and lie side by side.",
      whys: "The wrong part was picked\nThe labels look alike\nThe shelf is sorted by supplier",
    },
  },
];

/** Presses on the card of a ticket until its complaint is under way and the search for its cause too. */
export async function complainOnCard(
  proxyCard: ProxyCard,
  { ticketId, userId }: { readonly ticketId: string; readonly userId: number },
  signal: AbortSignal,
): Promise<void> {
  for (const { act, values } of COMPLAINT) {
    const requestBody = ComplaintActRequest.parse({ actKey: `demo-${act}`, act, values });
    await pressOnCard(proxyCard, { ticketId, path: "complaint", requestBody }, signal);
  }
  for (const { act, values } of ACTION) {
    // An action that a person opens has the id of the press.
    const actionId = act === "open" ? null : `manual:${userId}:demo-open`;
    const requestBody = ActionActRequest.parse({ actKey: `demo-${act}`, act, values, actionId });
    await pressOnCard(proxyCard, { ticketId, path: "action", requestBody }, signal);
  }
}
