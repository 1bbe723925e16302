import { Alert, Button, LoadingSpinner, StatusTag, TableRow, Text } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  answerCard,
  answerJson,
  answerNever,
  answerStatus,
  renderCard,
  settle,
  stubFetch,
} from "./card-bench.tsx";
import { clockTrace, fullCard } from "./card-samples.ts";

const WHY = "why-first_response-1";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function askWhy(...answers: (() => Promise<Response>)[]) {
  const hsFetch = stubFetch(answerCard(fullCard), ...answers);
  const card = renderCard();
  await settle();
  card.findByTestId(Button, WHY).trigger("onClick");
  await settle();
  const overlay = () => card.findByTestId(Button, WHY).props.overlay;
  return { card, hsFetch, overlay };
}

describe("the question why", () => {
  it("is asked for this cycle of this clock, and only when somebody wants to know", async () => {
    const hsFetch = stubFetch(answerCard(fullCard), answerJson(clockTrace));
    const card = renderCard();
    await settle();
    expect(hsFetch).toHaveBeenCalledTimes(1);
    card.findByTestId(Button, WHY).trigger("onClick");
    await settle();
    expect(hsFetch).toHaveBeenLastCalledWith(
      "https://aftercare.example/api/card/ticket/trace?objectId=7001&language=en&clock=first_response&cycle=1",
      { method: "GET", timeout: 9_000 },
    );
  });

  it("is under way until it is answered", async () => {
    const { card } = await askWhy(answerNever);
    expect(card.find(LoadingSpinner).props.label).toBe("Loading");
  });

  it("is answered with the promise, and every part of the time", async () => {
    const { card } = await askWhy(answerJson(clockTrace));
    expect(card.findByTestId(Text, "trace-facts").text).toBe(clockTrace.facts.join(" · "));
    expect(card.findByTestId(Text, "trace-promise").text).toBe("Every ticket → 1 h");
    expect(card.findByTestId(Text, "trace-ahead").text).toBe("Ahead");
    // Heading, one part behind, the line that tells them apart, one part ahead.
    expect(card.findAll(TableRow)).toHaveLength(4);
    const tags = card.findAll(StatusTag, (tag) => tag.text === "Counted");
    expect(tags.map(({ props }) => props.hollow)).toEqual([false, true]);
  });

  it("tells of a clock that is not there any more", async () => {
    const gone = { ...clockTrace, state: "not_found", headline: "Not there.", rows: [] };
    const { card } = await askWhy(answerJson(gone));
    expect(card.find(Text, (text) => text.text === "Not there.")).toBeTruthy();
    expect(card.maybeFind(TableRow)).toBeNull();
  });

  it.each([
    { name: "a refusal", answer: answerStatus(500) },
    { name: "a report of the proxy", answer: answerJson({ status: "error" }) },
  ])("can be asked again after $name", async ({ answer }) => {
    const { card } = await askWhy(answer, answerJson(clockTrace));
    expect(card.find(Alert).props.title).toBe("No reasons");
    card.findByTestId(Button, "trace-retry").trigger("onClick");
    await settle();
    expect(card.findByTestId(Text, "trace-promise").text).toBe("Every ticket → 1 h");
  });
});
