import {
  BarChart,
  Button,
  EmptyState,
  LineChart,
  Link,
  LoadingButton,
  StatisticsItem,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerJson, answerStatus, settle } from "./card-bench.tsx";
import { askedOf, renderFile, stubPaths } from "./customer-bench.tsx";
import { customerFile, visitEntry } from "./customer-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const page = { state: "page", entries: [visitEntry], next: null };
const show = async (answers: Parameters<typeof stubPaths>[0] = {}) => {
  const hsFetch = stubPaths({ "/file": answerJson(customerFile), ...answers });
  const card = renderFile();
  await settle();
  const titles = () => card.findAll(Tile).map(({ props }) => props.testId);
  return { card, hsFetch, titles };
};

describe("the file", () => {
  it("shows figures, charts, hints and the first page", async () => {
    const { card, titles } = await show();
    expect(card.findByTestId(Text, "headline").text).toBe(customerFile.headline);
    expect(card.find(StatisticsItem).props).toMatchObject({ label: "Tickets", number: "4" });
    expect(card.find(BarChart).props).toMatchObject({
      data: [{ when: "Mar", what: "Tickets", count: 3 }],
      options: { title: "Each month" },
    });
    expect(card.find(LineChart).props).toMatchObject({
      data: [{ when: "Mar", what: "First response", count: 1.5 }],
      options: { title: "Hours until an answer" },
    });
    expect(titles()).toEqual(["entry-12.ticket.901"]);
    expect(card.find(Link).props.href).toContain("0-5/901");
    expect(card.getRootNode().toString()).toContain("No purchase is known.");
  });

  it.each(["deleted", "not_tracked"] as const)("says in one sentence: %s", async (state) => {
    const { card } = await show({ "/file": answerJson({ ...customerFile, state }) });
    expect(card.find(EmptyState).props.title).toBe(customerFile.headline);
  });

  it("adds the page that comes after what is shown", async () => {
    const { card, hsFetch, titles } = await show({ "/file/page": answerJson(page) });
    card.findByTestId(LoadingButton, "more").trigger("onClick");
    await settle();
    expect(titles()).toEqual(["entry-12.ticket.901", "entry-11.visit.v1"]);
    expect(hsFetch.mock.calls[1]?.[0]).toContain("&kinds=&after=12.ticket.901");
    expect(card.maybeFindByTestId(LoadingButton, "more")).toBeNull();
  });

  it("shows one kind alone, and all of them again", async () => {
    const { card, hsFetch, titles } = await show({ "/file/page": answerJson(page) });
    card.findByTestId(Button, "filter-visit").trigger("onClick");
    await settle();
    expect(askedOf(hsFetch)[1]).toEqual(["/file/page", "visit", null]);
    expect(titles()).toEqual(["entry-11.visit.v1"]);
    expect(card.findByTestId(Button, "filter-visit").props.variant).toBe("primary");
    card.findByTestId(Button, "filter-all").trigger("onClick");
    await settle();
    expect(titles()).toEqual(["entry-12.ticket.901"]);
  });

  it("shows what was chosen last, though an earlier answer comes later", async () => {
    let tell: (answer: Response) => void = () => undefined;
    const answered = new Promise<Response>((resolve) => {
      tell = resolve;
    });
    const { card, titles } = await show({ "/file/page": () => answered });
    card.findByTestId(Button, "filter-visit").trigger("onClick");
    await settle();
    card.findByTestId(Button, "filter-all").trigger("onClick");
    await settle();
    tell(await answerJson(page)());
    await settle();
    expect(titles()).toEqual(["entry-12.ticket.901"]);
  });

  it("says that there is nothing of a kind", async () => {
    const { card } = await show({ "/file/page": answerJson({ ...page, entries: [] }) });
    card.findByTestId(Button, "filter-visit").trigger("onClick");
    await settle();
    expect(card.findByTestId(Text, "empty").text).toBe("There is no such entry.");
  });

  it("offers a page again that could not be read", async () => {
    const { card, titles } = await show({ "/file/page": answerStatus(502) });
    card.findByTestId(LoadingButton, "more").trigger("onClick");
    await settle();
    expect(card.findByTestId(LoadingButton, "more").text).toBe("Try again");
    expect(titles()).toEqual(["entry-12.ticket.901"]);
  });
});

describe("what HubSpot has", () => {
  const stale = { ...customerFile, activities: { ...customerFile.activities, state: "stale" } };

  it("is read again by itself when it is old, once, and then the file", async () => {
    const { hsFetch } = await show({
      "/file": answerJson(stale),
      "/file/refresh": answerJson({ isDone: true, message: "up to date" }),
    });
    await settle();
    expect(askedOf(hsFetch)).toEqual([
      ["/file", null, null],
      ["/file/refresh", null, { isAsked: false }],
      ["/file", null, null],
    ]);
  });

  it("is read again by a button", async () => {
    const { card, hsFetch } = await show({
      "/file/refresh": answerJson({ isDone: false, message: "HubSpot does not answer" }),
    });
    card.findByTestId(LoadingButton, "refresh").trigger("onClick");
    await settle();
    expect(askedOf(hsFetch)[1]).toEqual(["/file/refresh", null, { isAsked: true }]);
    expect(card.mocks.actions.addAlert.calls[0]?.[0]).toEqual({
      type: "warning",
      message: "HubSpot does not answer",
    });
  });

  it("says so when Aftercare itself does not answer", async () => {
    const { card } = await show({ "/file/refresh": answerStatus(502) });
    card.findByTestId(LoadingButton, "refresh").trigger("onClick");
    await settle();
    expect(card.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({
      message: customerFile.words.failed,
    });
  });
});
