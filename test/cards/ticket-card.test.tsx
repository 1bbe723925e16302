import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Flex,
  Heading,
  List,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Tag,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import type { RenderedParentNode } from "@hubspot/ui-extensions/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  answerCard,
  answerJson,
  answerNever,
  answerStatus,
  connectionLost,
  renderCard,
  settle,
  stubFetch,
} from "./card-bench.tsx";
import { farClock, fullCard, notTrackedCard, runningClock, runningPause } from "./card-samples.ts";
import { offeredConnect, offeredForm, takenCase, takenEscalation } from "./escalation-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the rating link", () => {
  const url = "https://app.example.com/rate/t1";
  const words = { copy: "Copy", copied: "Copied" };
  const rating = { title: "Customer's rating", text: "Pass it on", url, words };

  it("can be copied, and stands there to be selected", async () => {
    stubFetch(answerCard({ ...fullCard, rating }));
    const card = renderCard();
    await settle();
    expect(card.findByTestId(Flex, "rating-link").find(Text).text).toBe(url);
    card.find(Button, (node) => node.text === "Copy").trigger("onClick");
    await settle();
    expect(card.mocks.actions.copyTextToClipboard.calls).toEqual([[url]]);
    expect(card.mocks.actions.addAlert.calls).toEqual([[{ type: "success", message: "Copied" }]]);
  });

  it("is not there where nobody was asked", async () => {
    stubFetch(answerCard(fullCard));
    const card = renderCard();
    await settle();
    expect(card.maybeFindByTestId(Flex, "rating-link")).toBeNull();
  });
});

describe("loading", () => {
  it.each([
    { name: "English", user: { language: "en" }, label: "Loading service clocks" },
    { name: "Traditional Chinese", user: { language: "zh-tw" }, label: "正在載入服務時限" },
    { name: "Simplified Chinese", user: { language: "zh-cn" }, label: "正在加载服务时限" },
    {
      name: "the locale when no language is given",
      user: { locale: "zh_HK" },
      label: "正在載入服務時限",
    },
    {
      name: "a language we have no words for",
      user: { language: "de" },
      label: "Loading service clocks",
    },
  ])("is worded by $name", async ({ user, label }) => {
    stubFetch(answerNever);
    const card = renderCard(user);
    await settle();
    expect(card.find(LoadingSpinner).props.label).toBe(label);
  });
});

describe("the question", () => {
  it("names the ticket and the language and gives up after nine seconds", async () => {
    const hsFetch = stubFetch(answerCard(fullCard));
    renderCard({ language: "zh-tw" });
    await settle();
    expect(hsFetch).toHaveBeenCalledExactlyOnceWith(
      "https://aftercare.example/api/card/ticket?objectId=7001&language=zh-TW",
      { method: "GET", timeout: 9_000 },
    );
  });
});

describe("shown", () => {
  it("shows headline, tier with its reasons, clocks, escalation and next visit", async () => {
    stubFetch(answerCard(fullCard));
    const card = renderCard();
    await settle();
    expect(card.findByTestId(Text, "headline").text).toBe(fullCard.headline);
    expect(card.find(Tag).text).toBe("Key customer");
    expect(card.findByTestId(Text, "score").text).toBe("82/100");
    const why = card.find(Accordion, { title: "Why" });
    expect(
      why
        .find(List)
        .findAll(Text)
        .map((reason) => reason.text),
    ).toEqual(fullCard.tier?.reasons);
    expect(card.findByTestId(Text, "missing").text).toBe("Empty fields: Product line");
    const clock = card.findByTestId(Tile, "clock-first_response");
    expect(clock.find(StatusTag).text).toBe("Running");
    expect(clock.find(ProgressBar).props.value).toBe(25);
    expect(clock.find(Text, (text) => text.text === runningClock.dueText).text).toBeTruthy();
    const shown = card.findByTestId(Tile, `case-${takenCase.caseId}`);
    expect(shown.find(Text).text).toBe("Field service");
    expect(card.findByTestId(Text, "next-visit").text).toBe("Call on Mon 6 Apr");
    expect(card.maybeFind(Alert)).toBeNull();
  });

  it("says that nothing is written in observe mode", async () => {
    stubFetch(answerCard({ ...fullCard, observeNotice: "Observe mode: nothing is written." }));
    const card = renderCard();
    await settle();
    expect(card.find(Alert).props).toMatchObject({
      variant: "info",
      title: "Observe mode: nothing is written.",
    });
  });

  it("leaves out what the server left out", async () => {
    const bare = { ...fullCard, tier: null, escalation: null, nextVisit: null };
    stubFetch(answerCard(bare));
    const card = renderCard();
    await settle();
    expect(card.maybeFind(Tag)).toBeNull();
    expect(card.maybeFindByTestId(Flex, "escalation")).toBeNull();
    expect(card.maybeFindByTestId(Text, "next-visit")).toBeNull();
  });

  it.each([
    { variant: "default", tag: "default", bar: undefined },
    { variant: "info", tag: "info", bar: undefined },
    { variant: "success", tag: "success", bar: "success" },
    { variant: "warning", tag: "warning", bar: "warning" },
    { variant: "danger", tag: "error", bar: "danger" },
  ] as const)("passes on the server's $variant", async ({ variant, tag, bar }) => {
    const { tier } = fullCard;
    if (tier === null) throw new Error("the sample has a tier");
    const clocks = [{ ...runningClock, variant }];
    stubFetch(answerCard({ ...fullCard, clocks, tier: { ...tier, variant } }));
    const card = renderCard();
    await settle();
    const clock = card.findByTestId(Tile, "clock-first_response");
    expect(clock.find(StatusTag).props.variant).toBe(variant);
    expect(clock.find(ProgressBar).props.variant).toBe(bar);
    expect(card.find(Tag).props.variant).toBe(tag);
  });
});

describe("not tracked", () => {
  it("says why in place of everything else", async () => {
    stubFetch(answerCard(notTrackedCard));
    const card = renderCard();
    await settle();
    expect(card.find(EmptyState).props.title).toBe(notTrackedCard.headline);
    expect(card.maybeFind(StatusTag)).toBeNull();
  });
});

describe("failed before the first answer", () => {
  it.each([
    { name: "an error status", answer: answerStatus(502) },
    { name: "a lost connection", answer: connectionLost },
    {
      name: "a report of HubSpot's proxy with status 200",
      answer: answerJson({ status: "error" }),
    },
    { name: "a card without server time", answer: answerJson({ state: "shown" }) },
    { name: "null", answer: answerJson(null) },
  ])("shows that nothing is known after $name", async ({ answer }) => {
    stubFetch(answer);
    const card = renderCard();
    await settle();
    expect(card.find(ErrorState).props.title).toBe("Aftercare does not answer");
    expect(card.findByTestId(LoadingButton, "retry").text).toBe("Try again");
  });

  it("gives a silent server up after nine seconds and no sooner", async () => {
    stubFetch(answerNever);
    const card = renderCard();
    await vi.advanceTimersByTimeAsync(8_999);
    expect(card.maybeFind(ErrorState)).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(card.maybeFind(ErrorState)).not.toBeNull();
  });

  it("retries at the press of the button and shows that it does", async () => {
    const hsFetch = stubFetch(connectionLost, answerNever, answerCard(fullCard));
    const card = renderCard();
    await settle();
    card.findByTestId(LoadingButton, "retry").trigger("onClick");
    await settle();
    expect(card.findByTestId(LoadingButton, "retry").props.loading).toBe(true);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(card.findByTestId(LoadingButton, "retry").props.loading).toBe(false);
    card.findByTestId(LoadingButton, "retry").trigger("onClick");
    await settle();
    expect(card.maybeFind(ErrorState)).toBeNull();
    expect(hsFetch).toHaveBeenCalledTimes(3);
  });
});

describe("failed after an answer", () => {
  it("keeps the last state with its age, greyed, and offers a retry", async () => {
    stubFetch(answerCard(fullCard), answerStatus(500));
    const card = renderCard();
    await settle();
    expect(card.findByTestId(Heading, "countdown-first_response").text).toBe("45:00");
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    expect(card.find(Alert).props).toMatchObject({
      variant: "warning",
      title: "Aftercare does not answer",
    });
    expect(card.findByTestId(Text, "age").text).toBe("Last known state, as of 3 minutes ago");
    expect(card.maybeFind(Heading)).toBeNull();
    const stale = card.findByTestId(Text, "countdown-first_response");
    expect(stale.text).toBe("42:00");
    expect(stale.props.variant).toBe("microcopy");
    expect(card.findByTestId(Tile, "clock-first_response").find(StatusTag).props.hollow).toBe(true);
    expect(card.findByTestId(LoadingButton, "retry").props.loading).toBe(false);
  });

  it("returns to the live state with the next good answer", async () => {
    stubFetch(answerCard(fullCard), answerStatus(500), answerCard(fullCard));
    const card = renderCard();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(card.maybeFind(Alert)).not.toBeNull();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(card.maybeFind(Alert)).toBeNull();
    expect(card.findByTestId(Heading, "countdown-first_response").text).toBe("45:00");
  });
});

describe("what crosses to the page", () => {
  it.each([
    {
      name: "shown",
      answers: [
        answerCard({
          ...fullCard,
          pause: runningPause,
          observeNotice: "Observe mode.",
          escalation: {
            ...takenEscalation,
            cases: [{ ...takenCase, question: "Which?", mayLift: true }],
            form: offeredForm,
          },
          connect: offeredConnect,
        }),
      ],
    },
    { name: "not tracked", answers: [answerCard(notTrackedCard)] },
    { name: "failed", answers: [connectionLost] },
    { name: "stale", answers: [answerCard({ ...fullCard, clocks: [farClock] }), connectionLost] },
  ])("is cloneable data when $name", async ({ answers }) => {
    stubFetch(...answers);
    const card = renderCard();
    await vi.advanceTimersByTimeAsync(40_000);
    const all = propsBelow(card.getRootNode());
    expect(all.length).toBeGreaterThan(0);
    for (const props of all) {
      // What an overlay holds travels as elements of their own.
      const { overlay: _overlay, ...own } = props;
      const data = Object.values(own).filter((value) => typeof value !== "function");
      expect(() => structuredClone(data)).not.toThrow();
    }
  });
});

function propsBelow(parent: RenderedParentNode): Record<string, unknown>[] {
  return parent.childNodes.flatMap((node) =>
    "childNodes" in node ? [node.props, ...propsBelow(node)] : [],
  );
}
