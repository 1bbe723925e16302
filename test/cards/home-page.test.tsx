import {
  BarChart,
  EmptyState,
  LineChart,
  LoadingButton,
  LoadingSpinner,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  Tag,
  Text,
} from "@hubspot/ui-extensions";
import { createRenderer } from "@hubspot/ui-extensions/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HomePanel } from "../../cards/components/visits/HomePanel.tsx";
import { REREAD_EVERY_MS } from "../../cards/reader.ts";
import { HomeFigures } from "../../src/contract/home-figures.ts";
import { HomePage } from "../../src/contract/home-page.ts";
import { answerJson, answerNever, connectionLost, settle } from "./card-bench.tsx";
import { homeFiguresSample, homePageSample } from "./home-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Answer = () => Promise<Response>;
const page = HomePage.parse(homePageSample);
const figures = HomeFigures.parse(homeFiguresSample);
const calm: HomePage = { ...page, tasks: [], own: [], board: null, openActions: null };

/** The page and the figures are asked for apart. */
async function open({
  page: answerPage = answerJson(page),
  figures: answerFigures = answerJson(figures),
}: {
  page?: Answer;
  figures?: Answer;
} = {}) {
  let figuresAnswer = answerFigures;
  const hsFetch = vi.fn(async (url: string, _options: unknown) =>
    url.includes("/figures") ? figuresAnswer() : answerPage(),
  );
  vi.stubGlobal("self", { hsFetch });
  const renderer = createRenderer("home");
  renderer.render(<HomePanel context={renderer.mocks.context} />);
  await settle();
  await settle();
  return {
    home: renderer,
    hsFetch,
    answerFigures: (answer: Answer) => {
      figuresAnswer = answer;
    },
  };
}
type Opened = Awaited<ReturnType<typeof open>>;
const textsOf = ({ home }: Opened) => home.getRootNode().toString();

describe("what needs somebody now", () => {
  it("stands first, with clocks, cases and actions, each linked to its record", async () => {
    const shown = textsOf(await open());
    for (const text of ["My tickets at risk (1)", "Pump leaks", "Overdue", "Cases to take (1)"]) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain("https://app.hubspot.test/ticket/901");
    expect(shown.indexOf("My tickets at risk (1)")).toBeLessThan(shown.indexOf("Team board"));
  });

  it("says so when nothing waits", async () => {
    const { home } = await open({ page: answerJson(calm) });
    expect(home.findByTestId(Text, "home-calm").text).toBe(page.words.nothingToDo);
    expect(home.findByTestId(Text, "home-quiet").text).toBe(page.words.quietBoard);
  });
});

describe("the team board", () => {
  it("is drawn and told, with a word and a colour for what is late", async () => {
    const { home } = await open();
    const chart = home.findByTestId(BarChart, "board-chart");
    expect(chart.props.data).toEqual(page.board?.chart.rows);
    expect(chart.props.axes.options).toMatchObject({ stacking: true, groupFieldByColor: "what" });
    expect(home.findAll(Tag, { variant: "error" }).map(({ text }) => text)).toEqual(["2"]);
  });
});

describe("the report on corrective actions", () => {
  it("lists those that are open, each linked to its ticket", async () => {
    const shown = textsOf(await open());
    for (const text of ["Open (1)", "Seals leak", "Acting · Support"])
      expect(shown).toContain(text);
  });

  it("says that none is open", async () => {
    const { home } = await open({ page: answerJson(calm) });
    expect(home.findByTestId(Text, "home-no-actions").text).toBe(page.words.noActions);
  });
});

describe("the headline figures", () => {
  it("are loaded by themselves: the page is there before them", async () => {
    const { home } = await open({ figures: answerNever });
    expect(home.findByTestId(Text, "home-headline")).toBeTruthy();
    expect(home.find(LoadingSpinner).props.label).toBe(page.words.figuresLoading);
  });

  it("are told with target, trend and sample, and drawn by week", async () => {
    const { home } = await open();
    const [first] = home.findAll(StatisticsItem);
    expect(first?.props).toMatchObject({ label: "First responses in time", number: "95 %" });
    expect(home.find(StatisticsTrend).props).toMatchObject({
      direction: "increase",
      color: "green",
    });
    expect(home.findByTestId(LineChart, "chart-shares").props.data).toEqual(
      figures.charts[0]?.rows,
    );
  });

  it("have no chart while there is no data", async () => {
    const { home } = await open({ figures: answerJson({ ...figures, charts: [] }) });
    expect(home.maybeFind(LineChart)).toBeNull();
    expect(home.findAll(StatisticsItem)).toHaveLength(figures.figures.length);
  });

  it.each<{ name: string; answer: Answer }>([
    { name: "are not answered", answer: connectionLost },
    { name: "are answered by somebody else", answer: answerJson({ status: "error" }) },
  ])("can be asked for again when they $name, and the rest stays", async ({ answer }) => {
    const opened = await open({ figures: answer });
    const { home, answerFigures } = opened;
    expect(textsOf(opened)).toContain(page.words.figuresFailed);
    expect(textsOf(opened)).toContain("Pump leaks");
    answerFigures(answerJson(figures));
    home.findByTestId(LoadingButton, "figures-retry").trigger("onClick");
    await settle();
    expect(home.findAll(StatisticsItem)).toHaveLength(figures.figures.length);
  });
});

describe("the whole page", () => {
  it("shows what it knows last when the server is away, and how old that is", async () => {
    let isAway = false;
    const opened = await open({
      page: () => (isAway ? connectionLost() : answerJson(page)()),
    });
    isAway = true;
    await vi.advanceTimersByTimeAsync(31_000);
    await settle();
    expect(opened.home.findByTestId(Text, "age").text).toContain("Last known state");
    expect(textsOf(opened)).toContain("Pump leaks");
  });

  it("keeps the figures when only they fail, colourless and with their age, until they come again", async () => {
    const opened = await open();
    const { home, answerFigures } = opened;
    expect(home.findAll(StatusTag, { variant: "success" })).not.toEqual([]);
    answerFigures(connectionLost);
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
    await settle();
    expect(textsOf(opened)).toContain(page.words.figuresFailed);
    expect(home.findByTestId(Text, "age").text).toContain("Last known state");
    expect(home.findAll(StatisticsItem)).toHaveLength(figures.figures.length);
    expect(home.findAll(StatusTag, { variant: "success" })).toEqual([]);
    expect(home.maybeFind(StatisticsTrend)).toBeNull();
    // The rest of the page is not old.
    expect(home.findAll(Tag, { variant: "error" })).not.toEqual([]);
    answerFigures(answerJson(figures));
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
    await settle();
    expect(home.maybeFindByTestId(Text, "age")).toBeNull();
    expect(home.findAll(StatusTag, { variant: "success" })).not.toEqual([]);
  });

  it("says that the account is not connected", async () => {
    const { home } = await open({
      page: answerJson({ ...calm, state: "not_connected", headline: "Not connected" }),
    });
    expect(home.find(EmptyState).props.title).toBe("Not connected");
  });

  it("says in observe mode that nothing is written", async () => {
    const opened = await open({ page: answerJson({ ...page, observeNotice: "Observe mode" }) });
    expect(textsOf(opened)).toContain("Observe mode");
  });
});
