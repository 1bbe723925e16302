import {
  Alert,
  BarChart,
  Button,
  EmptyState,
  Input,
  LoadingButton,
  Select,
  StepIndicator,
  Table,
  TableCell,
  TableRow,
  Text,
  ToggleGroup,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { SettingsPrivacy } from "../../src/contract/settings-privacy.ts";
import { SettingsSetUp } from "../../src/contract/settings-set-up.ts";
import { connectionLost, settle } from "./card-bench.tsx";
import { openSettings } from "./settings-bench.tsx";
import { shownPage } from "./settings-samples.ts";
import { shownPrivacy, shownSetUp } from "./settings-tab-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const done = { isDone: true, message: "Saved.", isStale: false, draft: null, check: null };

/** The kit's types of these handlers are wider than what they are told. */
function tell(handler: unknown, value: string | number): void {
  if (typeof handler === "function") handler(value);
}

async function openSetUp(...setUps: readonly unknown[]) {
  return openSettings({
    ...{ page: [{ ...shownPage, isSetUpWanted: true }], "set-up": setUps },
    ...{ "set-up/preset": [done], "set-up/stages": [done], "set-up/channels": [done] },
    ...{ "set-up/mode": [connectionLost, done] },
  });
}

it("is shown as the contract says", () => {
  expect(SettingsSetUp.parse(shownSetUp)).toEqual(shownSetUp);
  expect(SettingsPrivacy.parse(shownPrivacy)).toEqual(shownPrivacy);
});

describe("the first set-up", () => {
  it("is what is opened while it is wanted, at the step where it was left", async () => {
    const { page } = await openSetUp(shownSetUp);
    expect(page.findByTestId(Alert, "set-up-headline").props.title).toBe("Set up Aftercare");
    expect(page.find(StepIndicator).props.currentStep).toBe(1);
  });

  it("begins with a language and a preset", async () => {
    const { page, bodies } = await openSetUp({ ...shownSetUp, step: 0, draft: null });
    page.findByTestId(Select, "set-up-language").props.onChange?.("zh-TW");
    tell(page.findByTestId(ToggleGroup, "set-up-preset").props.onChange, "software");
    await settle();
    page.findByTestId(LoadingButton, "set-up-begin").trigger("onClick");
    await settle();
    expect(bodies("set-up/preset")).toMatchObject([
      { language: "zh-TW", preset: "software", draft: null },
    ]);
    expect(page.find(StepIndicator).props.currentStep).toBe(1);
  });

  it("shows stages with what their names tell, and saves who has to act", async () => {
    const { page, bodies } = await openSetUp(shownSetUp);
    const table = page.findByTestId(Table, "stages-Support");
    expect(table.findAll(TableRow)).toHaveLength(4);
    expect(table.findAll(Text).map(({ text }) => text)).toContain("By its name: the customer");
    page.findByTestId(Select, "stage-2").props.onChange?.("waiting_customer");
    await settle();
    page.findByTestId(LoadingButton, "set-up-save").trigger("onClick");
    await settle();
    expect(bodies("set-up/stages")).toMatchObject([
      {
        ...{ draftId: "set-up-1", revision: 2 },
        stages: [
          { stageId: "1", role: "open" },
          { stageId: "2", role: "waiting_customer" },
        ],
      },
    ]);
  });

  it("marks a channel that is none, and saves when all are", async () => {
    const { page, bodies } = await openSetUp({ ...shownSetUp, step: 2 });
    const type = async (text: string) => {
      page.findByTestId(Input, "channel-support").props.onInput?.(text);
      await settle();
      page.findByTestId(LoadingButton, "set-up-save").trigger("onClick");
      await settle();
    };
    await type("#general");
    expect(page.findByTestId(Input, "channel-support").props.error).toBe(true);
    expect(bodies("set-up/channels")).toEqual([]);
    await type("C012345 ");
    expect(bodies("set-up/channels")).toMatchObject([
      {
        channels: [
          { departmentId: "support", channelId: "C012345" },
          { departmentId: null, channelId: "C0MANAGERS1" },
        ],
      },
    ]);
  });

  it("goes back and forth, and asks for a preset first where there is no draft", async () => {
    const { page } = await openSetUp({ ...shownSetUp, draft: null });
    expect(page.findByTestId(Text, "no-set-up-draft").text).toContain("Begin with a preset");
    page.findByTestId(Button, "set-up-back").trigger("onClick");
    await settle();
    expect(page.maybeFindByTestId(Button, "set-up-back")).toBeNull();
    tell(page.find(StepIndicator).props.onClick, 4);
    await settle();
    expect(page.maybeFindByTestId(Button, "set-up-next")).toBeNull();
  });

  it("shows what was seen", async () => {
    const { page } = await openSetUp({ ...shownSetUp, step: 3 });
    expect(page.findByTestId(Text, "observed-headline").text).toContain("2 cases");
    expect(page.find(BarChart).props.data).toEqual(shownSetUp.observed.cases);
    const seen = (testId: string) => page.findByTestId(Table, testId).findAll(TableCell);
    expect(seen("observed-tiers").map(({ text }) => text)).toEqual(["Key", "4"]);
    expect(seen("observed-visits").map(({ text }) => text)).toEqual(["Return visit", "6"]);
  });

  it("says when nothing was seen", async () => {
    const observed = {
      ...shownSetUp.observed,
      clocks: [],
      cases: [],
      tiers: [],
      visits: [],
      examples: [],
    };
    const { page } = await openSetUp({ ...shownSetUp, step: 3, observed });
    expect(page.find(EmptyState).props.title).toBe("Nothing has been seen yet");
  });

  it("switches on with one key until there is an answer", async () => {
    const { page, bodies } = await openSetUp({ ...shownSetUp, step: 4 });
    const press = async () => {
      page.findByTestId(LoadingButton, "switch-escalation").trigger("onClick");
      await settle();
    };
    await press();
    await press();
    const [first, second] = bodies("set-up/mode");
    expect(first).toMatchObject({ parts: ["escalation"], isOn: true });
    expect(second).toEqual(first);
  });

  it.each<{ button: string; parts: readonly string[]; isOn: boolean }>([
    { button: "switch-tiers", parts: ["tiers"], isOn: false },
    { button: "switch-all-on", parts: ["tiers", "escalation"], isOn: true },
    { button: "switch-all-off", parts: ["tiers", "escalation"], isOn: false },
  ])("switches by $button", async ({ button, parts, isOn }) => {
    const { page, bodies } = await openSetUp({ ...shownSetUp, step: 4 });
    page.findByTestId(LoadingButton, button).trigger("onClick");
    await settle();
    expect(bodies("set-up/mode")).toMatchObject([{ parts, isOn }]);
  });

  it("offers only what changes something", async () => {
    const all = shownSetUp.parts.map((part) => ({ ...part, isOn: true }));
    const { page } = await openSetUp({ ...shownSetUp, step: 4, isLive: true, parts: all });
    expect(page.maybeFindByTestId(LoadingButton, "switch-all-on")).toBeNull();
    const none = shownSetUp.parts.map((part) => ({ ...part, isOn: false }));
    const { page: observing } = await openSetUp({ ...shownSetUp, step: 4, parts: none });
    expect(observing.maybeFindByTestId(LoadingButton, "switch-all-off")).toBeNull();
  });

  it("goes on only when the set-up has been read again, so that a quick next save is not refused", async () => {
    const saved = { ...shownSetUp, draft: { draftId: "set-up-1", revision: 3 } };
    let answer: (answered: Response) => void = () => undefined;
    const reread = () =>
      new Promise<Response>((resolve) => {
        answer = resolve;
      });
    const { page, bodies } = await openSetUp(shownSetUp, reread, saved);
    const press = async (testId: string) => {
      page.findByTestId(LoadingButton, testId).trigger("onClick");
      await settle();
    };
    await press("set-up-save");
    expect(page.findByTestId(LoadingButton, "set-up-save").props).toMatchObject({
      loading: true,
      disabled: true,
    });
    expect(page.findByTestId(Button, "set-up-next").props.disabled).toBe(true);
    tell(page.find(StepIndicator).props.onClick, 2);
    await press("set-up-save");
    expect(page.find(StepIndicator).props.currentStep).toBe(1);
    expect(bodies("set-up/stages")).toHaveLength(1);
    answer(Response.json(saved));
    await settle();
    expect(page.find(StepIndicator).props.currentStep).toBe(2);
    await press("set-up-save");
    expect(bodies("set-up/channels")).toMatchObject([{ draftId: "set-up-1", revision: 3 }]);
  });

  it("tells a save that was not answered with another key than the next step's", async () => {
    const { page, bodies } = await openSettings({
      ...{ page: [{ ...shownPage, isSetUpWanted: true }], "set-up": [shownSetUp] },
      ...{ "set-up/stages": [connectionLost], "set-up/channels": [done] },
    });
    const press = async () => {
      page.findByTestId(LoadingButton, "set-up-save").trigger("onClick");
      await settle();
    };
    await press();
    tell(page.find(StepIndicator).props.onClick, 2);
    await settle();
    await press();
    const keys = [...bodies("set-up/stages"), ...bodies("set-up/channels")].map(
      (body) => z.object({ actKey: z.string() }).parse(body).actKey,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it("says to whoever may not who may", async () => {
    const refusals = { edit: "Only leads may.", mode: "Only admins may." };
    const { page } = await openSetUp({ ...shownSetUp, step: 4, refusals });
    expect(page.findByTestId(Text, "mode-refusal").text).toBe("Only admins may.");
    expect(page.findByTestId(Table, "parts").findAll(TableRow)).toHaveLength(2);
    expect(page.maybeFindByTestId(LoadingButton, "switch-tiers")).toBeNull();
    expect(page.maybeFindByTestId(LoadingButton, "switch-all-on")).toBeNull();
    tell(page.find(StepIndicator).props.onClick, 0);
    await settle();
    expect(page.findByTestId(Text, "set-up-refusal").text).toBe("Only leads may.");
    tell(page.find(StepIndicator).props.onClick, 1);
    await settle();
    expect(page.findAll(Text).map(({ text }) => text)).toContain("Only leads may.");
  });
});

describe("language and data", () => {
  const openPrivacy = async (privacy: unknown) => {
    const opened = await openSettings({ page: [shownPage], privacy: [privacy], language: [done] });
    await opened.goTo("privacy");
    return opened;
  };

  it("show what is stored, and set the language of the account", async () => {
    const { page, bodies } = await openPrivacy(shownPrivacy);
    expect(page.findByTestId(Table, "stored").findAll(TableRow)).toHaveLength(2);
    page.findByTestId(Select, "account-language").props.onChange?.("zh-TW");
    await settle();
    page.findByTestId(LoadingButton, "account-language-save").trigger("onClick");
    await settle();
    expect(bodies("language")).toMatchObject([{ language: "zh-TW" }]);
  });

  it("let the admin choose what becomes of the data after an uninstall", async () => {
    const opened = await openSettings({
      ...{ page: [shownPage], privacy: [shownPrivacy], farewell: [done] },
    });
    await opened.goTo("privacy");
    opened.page.findByTestId(Select, "farewell").props.onChange?.("purge");
    await settle();
    opened.page.findByTestId(LoadingButton, "farewell-save").trigger("onClick");
    await settle();
    expect(opened.bodies("farewell")).toMatchObject([{ farewell: "purge" }]);
    const { page } = await openPrivacy({ ...shownPrivacy, farewellRefusal: "Only admins may." });
    expect(page.findByTestId(Text, "farewell-refusal").text).toBe("Only admins may.");
    expect(page.maybeFindByTestId(LoadingButton, "farewell-save")).toBeNull();
  });

  it("say who may set it", async () => {
    const { page } = await openPrivacy({ ...shownPrivacy, languageRefusal: "Only admins may." });
    expect(page.findByTestId(Text, "language-refusal").text).toBe("Only admins may.");
    expect(page.maybeFindByTestId(LoadingButton, "account-language-save")).toBeNull();
  });
});
