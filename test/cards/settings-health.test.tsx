import {
  Alert,
  ErrorState,
  Flex,
  Link,
  LoadingButton,
  LoadingSpinner,
  StatusTag,
  Table,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { REREAD_EVERY_MS } from "../../cards/reader.ts";
import { SettingsHealth } from "../../src/contract/settings-health.ts";
import { answerNever, connectionLost, settle } from "./card-bench.tsx";
import { openSettings } from "./settings-bench.tsx";
import { shownPage } from "./settings-samples.ts";
import { refusedTab, shownHealth } from "./settings-tab-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const done = { isDone: true, message: "Tried again.", isStale: false, draft: null, check: null };

async function openHealth(...health: readonly unknown[]) {
  const opened = await openSettings({
    ...{ page: [shownPage], health },
    ...{ "retry/send": [connectionLost, done], "retry/event": [done] },
    import: [connectionLost, done],
  });
  await opened.goTo("health");
  return opened;
}

it("is shown as the contract says", () => {
  expect(SettingsHealth.parse(shownHealth)).toEqual(shownHealth);
});

it("says that it is loading", async () => {
  const { page } = await openHealth(answerNever);
  expect(page.find(LoadingSpinner).props.label).toBe("Loading");
});

it("shows the state first, then what is stuck, and the equation", async () => {
  const { page } = await openHealth(shownHealth);
  expect(page.findByTestId(Alert, "health-headline").props).toMatchObject({
    title: "2 need somebody to look at them",
    variant: "warning",
  });
  expect(page.findByTestId(Table, "stuck-sends").findAll(TableRow)).toHaveLength(3);
  expect(page.find(Link).props.href).toMatchObject({ external: true });
  expect(page.findByTestId(Text, "equation").text).toContain("= 2 applied");
});

it("says that nothing is stuck", async () => {
  const { page } = await openHealth({ ...shownHealth, deadEvents: [], stuckSends: [], waits: [] });
  expect(page.findByTestId(Text, "no-stuck-sends").text).toBe("Nothing is stuck.");
  expect(page.findByTestId(Text, "no-dead-events").text).toBe("Every event could be read.");
});

it("retries a send with one key until there is an answer, and reads again", async () => {
  const { page, bodies, asked, alerts } = await openHealth(shownHealth);
  const press = async () => {
    page.findByTestId(LoadingButton, "retry-case_message-7-1").trigger("onClick");
    await settle();
  };
  await press();
  await press();
  const [first, second] = bodies("retry/send");
  expect(first).toMatchObject({ kind: "case_message", subjectId: "7-1" });
  expect(second).toEqual(first);
  expect(alerts()).toEqual([shownPage.words.act.failed, "Tried again."]);
  expect(asked.filter(({ path }) => path === "health")).toHaveLength(2);
});

it("retries an event by its key", async () => {
  const { page, bodies } = await openHealth(shownHealth);
  page.findByTestId(LoadingButton, "retry-e1").trigger("onClick");
  await settle();
  expect(bodies("retry/event")).toMatchObject([{ eventKey: "e1", occurredAt: 5 }]);
});

it("offers no retry to who may not, and says who may", async () => {
  const retryRefusal = "Only service managers may retry.";
  const { page } = await openHealth({ ...shownHealth, retryRefusal });
  expect(page.maybeFindByTestId(LoadingButton, "retry-e1")).toBeNull();
  expect(page.findAll(Text).map(({ text }) => text)).toContain(retryRefusal);
});

it.each([
  { turn: "paused", label: "Pause" },
  { turn: "running", label: "Resume" },
])(
  "has a button to turn the first import to $turn, with one key until there is an answer",
  async (row) => {
    const firstImport = { ...shownHealth.firstImport, turn: row.turn };
    const { page, bodies, asked, alerts } = await openHealth({ ...shownHealth, firstImport });
    const button = () => page.findByTestId(LoadingButton, "turn-import");
    expect(button().text).toBe(row.label);
    for (let time = 1; time <= 2; time += 1) {
      button().trigger("onClick");
      await settle();
    }
    const [first, second] = bodies("import");
    expect(first).toMatchObject({ to: row.turn });
    expect(second).toEqual(first);
    expect(alerts()).toEqual([shownPage.words.act.failed, "Tried again."]);
    expect(asked.filter(({ path }) => path === "health")).toHaveLength(2);
  },
);

it.each([
  { name: "is told who may", turn: "paused", refusal: "Only admins may." },
  { name: "sees nothing to turn once it is done", turn: null, refusal: null },
])("who may not turn the import $name", async ({ turn, refusal }) => {
  const firstImport = { ...shownHealth.firstImport, turn, refusal };
  const { page } = await openHealth({ ...shownHealth, firstImport });
  expect(page.maybeFindByTestId(LoadingButton, "turn-import")).toBeNull();
  expect(page.maybeFindByTestId(Text, "import-refusal")?.text ?? null).toBe(refusal);
});

it("says who may see it", async () => {
  const { page } = await openHealth(refusedTab);
  expect(page.find(ErrorState).props).toMatchObject({ type: "lock", title: refusedTab.headline });
});

it("keeps what was known when Aftercare does not answer, with its age, and asks again", async () => {
  const { page } = await openHealth(shownHealth, connectionLost, shownHealth);
  await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
  await settle();
  expect(page.findByTestId(Text, "age").text).toContain("ago");
  expect(page.findByTestId(Text, "equation").text).toContain("received");
  page.findByTestId(LoadingButton, "retry").trigger("onClick");
  await settle();
  expect(page.maybeFindByTestId(Text, "age")).toBeNull();
});

it("shows nothing green while it is old, says so once, and comes back by itself", async () => {
  let isAway = false;
  const lately = (answer: object) => () =>
    isAway ? connectionLost() : Promise.resolve(Response.json(answer));
  const { page, goTo } = await openSettings({
    page: [lately(shownPage)],
    health: [lately({ ...shownHealth, headline: { label: "All is well", variant: "success" } })],
  });
  await goTo("health");
  const isGreen = () => /"success"/.test(page.getRootNode().toString());
  expect(isGreen()).toBe(true);
  isAway = true;
  await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
  await settle();
  expect(isGreen()).toBe(false);
  expect(page.findAll(Text, { testId: "age" })).toHaveLength(1);
  expect(page.maybeFindByTestId(Alert, "health-headline")).toBeNull();
  isAway = false;
  page.findByTestId(LoadingButton, "retry").trigger("onClick");
  await settle();
  expect(page.maybeFindByTestId(Text, "age")).toBeNull();
  expect(isGreen()).toBe(true);
  expect(page.findByTestId(Alert, "health-headline").props.title).toBe("All is well");
});

it("keeps in sight what was wrong when it was last known", async () => {
  let isAway = false;
  const headline = { label: "Slack refuses", variant: "danger" };
  const lately = (answer: object) => () =>
    isAway ? connectionLost() : Promise.resolve(Response.json(answer));
  const { page, goTo } = await openSettings({
    page: [lately(shownPage)],
    health: [lately({ ...shownHealth, headline })],
  });
  await goTo("health");
  isAway = true;
  await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
  await settle();
  expect(page.findByTestId(Alert, "health-headline").props).toMatchObject({
    title: "Slack refuses",
    variant: "info",
  });
});

it("says when nothing is known", async () => {
  const { page } = await openHealth({ status: "error" });
  expect(page.find(ErrorState).props.title).toBe("Aftercare does not answer");
});

it("shows how much the account holds, and nothing before that was measured", async () => {
  const { page } = await openHealth(shownHealth);
  const storage = page.findByTestId(Flex, "storage");
  expect(storage.find(StatusTag).text).toContain("7 MB of 20,000 MB");
  const { page: unmeasured } = await openHealth({ ...shownHealth, storage: null });
  expect(unmeasured.maybeFindByTestId(Flex, "storage")).toBeNull();
});
