import { Link, Text } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerCard, renderCard, settle, stubFetch } from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a ticket that was merged", () => {
  const merged = { ...fullCard, headline: "It was merged.", clocks: [], escalation: null };

  it("links to the one it lives on in", async () => {
    const mergedInto = { label: "Open ticket 901", url: "https://app.hubspot.test/ticket/901" };
    stubFetch(answerCard({ ...merged, mergedInto }));
    const card = renderCard();
    await settle();
    const link = card.findByTestId(Link, "merged-into");
    expect(link.text).toBe("Open ticket 901");
    expect(link.props.href).toBe(mergedInto.url);
  });

  it("has no link where nobody told which one that is", async () => {
    stubFetch(answerCard(merged));
    const card = renderCard();
    await settle();
    expect(card.findByTestId(Text, "headline").text).toBe("It was merged.");
    expect(card.maybeFind(Link)).toBeNull();
  });
});
