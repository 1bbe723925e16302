import {
  Alert,
  BarChart,
  Button,
  ErrorState,
  Heading,
  Input,
  Link,
  LoadingButton,
  NumberInput,
  Table,
  TableRow,
  Tag,
  Text,
  TextArea,
  Tile,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { POLL_EVERY_MS } from "../../cards/use-settings-job.ts";
import { connectionLost, settle } from "./card-bench.tsx";
import { openSettings } from "./settings-bench.tsx";
import {
  brokenCheck,
  cleanCheck,
  effectJob,
  replayedJob,
  runningJob,
  shownPage,
  viewersPage,
} from "./settings-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const document = {
  ...{ state: "shown", title: "Sooner", text: "tiers: []", note: "Sooner" },
  draft: { draftId: "d1", revision: 3 },
};
const saved = {
  ...{ isDone: true, message: "The draft is saved.", isStale: false, check: null },
  draft: { draftId: "d1", revision: 4 },
};

async function openDraft(answers: Parameters<typeof openSettings>[0], page = shownPage) {
  const opened = await openSettings({ page: [page], document: [document], ...answers });
  opened.page.findByTestId(Button, "open-d1").trigger("onClick");
  await settle();
  return opened;
}

describe("the editor", () => {
  it("starts from the version in force when nothing is open", async () => {
    const fresh = { ...document, title: "Version 2", draft: null };
    const { page, goTo, asked } = await openSettings({ page: [shownPage], document: [fresh] });
    await goTo("check");
    page.findByTestId(Button, "start-from-in-force").trigger("onClick");
    await settle();
    expect(asked.at(-1)?.path).toBe("document");
    expect(page.findByTestId(LoadingButton, "save").text).toBe("Save as new draft");
    expect(page.find(Tag).text).toBe("Not saved");
  });

  it("checks what is typed, and forgets the result at the next key", async () => {
    const { page, bodies } = await openDraft({ check: [brokenCheck, cleanCheck] });
    page.findByTestId(TextArea, "policy-text").props.onInput?.("tiers: [a]");
    page.findByTestId(LoadingButton, "check").trigger("onClick");
    await settle();
    expect(bodies("check")).toEqual([{ text: "tiers: [a]" }]);
    expect(page.findByTestId(Alert, "check-headline").props.variant).toBe("danger");
    const cells = page.findByTestId(Table, "findings").toString();
    for (const text of ["unknown_name", "targets[0].calendarId", "One of office, always"]) {
      expect(cells).toContain(text);
    }
    page.findByTestId(TextArea, "policy-text").props.onInput?.("tiers: [b]");
    await settle();
    expect(page.findByTestId(Text, "not-checked").text).toContain("Not checked");
    page.findByTestId(LoadingButton, "check").trigger("onClick");
    await settle();
    expect(page.findByTestId(Text, "difference-headline").text).toContain("1 change");
  });

  it("saves on the revision that it has seen, then on the next one", async () => {
    const { page, bodies } = await openDraft({ save: [saved] });
    expect(page.findByTestId(LoadingButton, "save").props.disabled).toBe(true);
    for (const note of ["One", "Two"]) {
      page.findByTestId(Input, "policy-note").props.onInput?.(note);
      await settle();
      page.findByTestId(LoadingButton, "save").trigger("onClick");
      await settle();
    }
    expect(bodies("save")).toMatchObject([
      { draft: { draftId: "d1", revision: 3 }, note: "One" },
      { draft: { draftId: "d1", revision: 4 }, note: "Two" },
    ]);
  });

  it("keeps what was typed when somebody else has saved", async () => {
    const stale = { ...saved, isDone: false, isStale: true, draft: null, message: "Max did." };
    const { page, bodies, asked } = await openDraft({ save: [stale, saved] });
    page.findByTestId(TextArea, "policy-text").props.onInput?.("mine: 1");
    page.findByTestId(LoadingButton, "save").trigger("onClick");
    await settle();
    expect(page.findByTestId(Alert, "stale").find(Text).text).toBe("Max did.");
    page.findByTestId(Button, "keep-mine").trigger("onClick");
    await settle();
    page.findByTestId(LoadingButton, "save").trigger("onClick");
    await settle();
    expect(bodies("save")[1]).toMatchObject({ draft: null, text: "mine: 1" });
    expect(page.maybeFindByTestId(Alert, "stale")).toBeNull();
    expect(asked.filter(({ path }) => path === "document")).toHaveLength(1);
  });

  it("loads theirs on a press", async () => {
    const stale = { ...saved, isDone: false, isStale: true, draft: null };
    const theirs = { ...document, text: "theirs: 1" };
    const { page } = await openDraft({ save: [stale], document: [document, theirs] });
    page.findByTestId(TextArea, "policy-text").props.onInput?.("mine: 1");
    page.findByTestId(LoadingButton, "save").trigger("onClick");
    await settle();
    page.findByTestId(Button, "load-theirs").trigger("onClick");
    await settle();
    expect(page.findByTestId(TextArea, "policy-text").props.value).toBe("theirs: 1");
  });

  it("shows why a document was not saved", async () => {
    const invalid = { ...saved, isDone: false, draft: null, check: brokenCheck };
    const { page } = await openDraft({ save: [invalid] });
    page.findByTestId(TextArea, "policy-text").props.onInput?.("x");
    page.findByTestId(LoadingButton, "save").trigger("onClick");
    await settle();
    expect(page.findByTestId(Alert, "check-headline").props.title).toContain("1 problem");
  });

  it("takes no text that is too long", async () => {
    const { page } = await openDraft({});
    page.findByTestId(TextArea, "policy-text").props.onInput?.("#".repeat(300_001));
    await settle();
    expect(page.findByTestId(TextArea, "policy-text").props.error).toBe(true);
    expect(page.findByTestId(LoadingButton, "check").props.disabled).toBe(true);
  });

  it("is for reading only for those who may not write", async () => {
    const { page } = await openDraft({}, viewersPage);
    expect(page.findByTestId(TextArea, "policy-text").props.readOnly).toBe(true);
    expect(page.findByTestId(Text, "edit-refusal").text).toContain("may write drafts");
    expect(page.maybeFindByTestId(LoadingButton, "save")).toBeNull();
  });

  it.each([
    { name: "was not found", answer: { ...document, state: "not_found", title: "None." } },
    { name: "could not be loaded", answer: connectionLost },
  ])("says that the document $name, and asks again", async ({ answer }) => {
    const { page } = await openDraft({ document: [answer, document] });
    expect(page.find(ErrorState).props.title).toBeTruthy();
    page.findByTestId(Button, "document-retry").trigger("onClick");
    await settle();
    expect(page.findByTestId(TextArea, "policy-text").props.value).toBe("tiers: []");
  });

  it("says when a check was not answered", async () => {
    const { page, alerts } = await openDraft({ check: [connectionLost] });
    page.findByTestId(LoadingButton, "check").trigger("onClick");
    await settle();
    expect(alerts()[0]).toContain("Aftercare did not answer");
  });
});

describe("long work", () => {
  const started = { isDone: true, message: "Started.", job: runningJob };

  it("replays for the days that were asked for, and shows how far it is until it is done", async () => {
    const { page, bodies, goTo } = await openDraft({
      ...{ "job/start": [started] },
      job: [connectionLost, { job: runningJob }, { job: replayedJob }],
    });
    await goTo("replay");
    page.findByTestId(NumberInput, "replay-days").props.onChange?.(7);
    page.findByTestId(LoadingButton, "replay-start").trigger("onClick");
    await settle();
    const wanted = { kind: "replay", sinceDays: 7, text: "tiers: []", title: "Sooner" };
    expect(bodies("job/start")).toMatchObject([wanted]);
    expect(page.findByTestId(Tile, "job-running").find(Text).text).toBe(runningJob.title);
    for (let turn = 0; turn < 3; turn += 1) {
      await vi.advanceTimersByTimeAsync(POLL_EVERY_MS);
      await settle();
    }
    expect(page.findByTestId(Alert, "replay-headline").props.title).toContain("11 clocks more");
    expect(page.find(BarChart).props.data).toHaveLength(2);
    expect(page.findByTestId(Heading, "breaches-added").text).toContain("11 clocks");
    expect(page.find(Link).props.href).toEqual({
      url: "https://crm.example/contacts/1/record/0-5/7",
      external: true,
    });
  });

  it.each([0, 401, 1.5])("does not replay %d days", async (days) => {
    const { page, bodies, goTo } = await openDraft({});
    await goTo("replay");
    page.findByTestId(NumberInput, "replay-days").props.onChange?.(days);
    page.findByTestId(LoadingButton, "replay-start").trigger("onClick");
    await settle();
    expect(page.findByTestId(NumberInput, "replay-days").props.error).toBe(true);
    expect(bodies("job/start")).toEqual([]);
  });

  it("is found again after a reload, and stopped", async () => {
    const stopping = {
      isDone: true,
      message: "It stops.",
      job: { ...runningJob, isStopping: true },
    };
    const cancelled = { ...runningJob, state: "cancelled", text: "It ended after 250 tickets." };
    const { page, goTo, bodies } = await openSettings({
      page: [{ ...shownPage, job: runningJob }],
      ...{ "job/cancel": [stopping], job: [{ job: cancelled }] },
    });
    await goTo("replay");
    page.findByTestId(LoadingButton, "job-cancel").trigger("onClick");
    await settle();
    expect(bodies("job/cancel")).toMatchObject([{ jobId: "1-act" }]);
    expect(page.findByTestId(LoadingButton, "job-cancel").text).toBe("Stopping …");
    await vi.advanceTimersByTimeAsync(POLL_EVERY_MS);
    await settle();
    expect(page.findByTestId(Alert, "job-cancelled").text).toBe("It ended after 250 tickets.");
  });

  it("that failed says so", async () => {
    const failed = { ...runningJob, state: "failed", text: "It was broken off." };
    const { page, goTo } = await openSettings({ page: [{ ...shownPage, job: failed }] });
    await goTo("replay");
    expect(page.findByTestId(Alert, "job-failed").text).toBe("It was broken off.");
  });

  it("looks at the open tickets once the document is clean", async () => {
    const { page, bodies } = await openDraft({
      ...{ check: [cleanCheck], job: [{ job: effectJob }] },
      "job/start": [{ ...started, job: { ...runningJob, kind: "effect" } }],
    });
    expect(page.maybeFindByTestId(LoadingButton, "effect-start")).toBeNull();
    page.findByTestId(LoadingButton, "check").trigger("onClick");
    await settle();
    page.findByTestId(LoadingButton, "effect-start").trigger("onClick");
    await settle();
    await vi.advanceTimersByTimeAsync(POLL_EVERY_MS);
    await settle();
    expect(bodies("job/start")).toMatchObject([{ kind: "effect", title: "Sooner" }]);
    expect(page.findByTestId(Text, "effect-headline").text).toContain("20 open tickets");
    expect(page.findAll(TableRow).length).toBeGreaterThan(1);
  });

  it("opens a draft first when none is open, and is no matter of a viewer's", async () => {
    const { page, goTo } = await openSettings({ page: [shownPage], document: [document] });
    await goTo("replay");
    page.findByTestId(Button, "replay-open").trigger("onClick");
    await settle();
    expect(page.findByTestId(TextArea, "policy-text").props.value).toBe("tiers: []");
    const other = await openSettings({ page: [viewersPage] });
    await other.goTo("replay");
    expect(other.page.maybeFindByTestId(Button, "replay-open")).toBeNull();
    expect(other.page.findAll(Text).some(({ text }) => text?.includes("may look at effects"))).toBe(
      true,
    );
  });
});
