import {
  Alert,
  Button,
  DateInput,
  EmptyState,
  ErrorState,
  Form,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatusTag,
  Table,
  TableRow,
  Text,
  TextArea,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REREAD_EVERY_MS } from "../../cards/reader.ts";
import { answerNever, connectionLost, settle } from "./card-bench.tsx";
import { openSettings } from "./settings-bench.tsx";
import { shownPage, submittedPage, viewersPage } from "./settings-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const done = { isDone: true, message: "Done.", isStale: false, draft: null, check: null };
const refused = { ...done, isDone: false, message: "Only admins may." };

describe("the settings page", () => {
  it("says that it is loading", async () => {
    const { page } = await openSettings({ page: [answerNever] });
    expect(page.find(LoadingSpinner).props.label).toBe("Loading policies");
  });

  it.each([
    { name: "the connection is lost", answer: connectionLost },
    { name: "the answer is another's", answer: { status: "error" } },
    { name: "the server fails", answer: async () => new Response("{}", { status: 502 }) },
  ])("says when $name, and asks again on a press", async ({ answer }) => {
    const { page } = await openSettings({ page: [answer, shownPage] }, { language: "zh-tw" });
    expect(page.find(ErrorState).props.title).toBe("Aftercare 沒有回應");
    page.findByTestId(LoadingButton, "retry").trigger("onClick");
    await settle();
    expect(page.findByTestId(Text, "viewer").text).toContain("You are Ada");
  });

  it("keeps showing what it knows when a later answer fails", async () => {
    const { page } = await openSettings({ page: [shownPage, connectionLost] });
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
    await settle();
    expect(page.find(Alert).props.title).toBe("Aftercare does not answer");
    expect(page.findByTestId(Text, "viewer").text).toContain("You are Ada");
  });

  it("says that an account is not connected", async () => {
    const closed = {
      state: "not_connected",
      serverNow: 1,
      language: "en",
      headline: "Not here",
      text: "…",
    };
    const { page } = await openSettings({ page: [closed] });
    expect(page.find(EmptyState).props.title).toBe("Not here");
  });
});

describe("policies", () => {
  it("show what is in force, the drafts, and all versions", async () => {
    const { page } = await openSettings({ page: [shownPage] });
    expect(page.findByTestId(Table, "versions").findAll(TableRow)).toHaveLength(3);
    expect(page.findAll(StatusTag).map(({ text }) => text)).toContain("Draft");
    expect(page.maybeFindByTestId(LoadingButton, "restore-2")).toBeNull();
  });

  it("offer a viewer nothing but reading, and say who may do more", async () => {
    const { page } = await openSettings({ page: [viewersPage] });
    expect(page.findByTestId(Button, "write").text).toBe("Open");
    expect(page.maybeFindByTestId(Button, "submit-d1")).toBeNull();
    expect(page.maybeFindByTestId(LoadingButton, "restore-1")).toBeNull();
    const hints = page.findAll(Text).map(({ text }) => text);
    expect(
      hints.some((text) => text?.includes("service managers and admins may write drafts")),
    ).toBe(true);
  });

  it("are submitted for whom, from when, and before whom it was said", async () => {
    const { page, bodies, alerts } = await openSettings({ page: [shownPage], submit: [done] });
    page.findByTestId(Button, "submit-d1").trigger("onClick");
    await settle();
    page.findByTestId(Select, "submit-applies-to").props.onChange?.("open");
    page.findByTestId(Select, "submit-approver").props.onChange?.("2");
    const date = { year: 2026, month: 6, date: 1, formattedDate: "" };
    page.findByTestId(DateInput, "submit-date").props.onChange?.(date);
    page.findByTestId(Form, "submit-form").trigger("onSubmit");
    await settle();
    expect(bodies("submit")).toMatchObject([
      {
        ...{ draftId: "d1", revision: 3, comparedWith: 2, approverId: "2" },
        ...{ appliesTo: "open", effectiveDate: "2026-07-01" },
      },
    ]);
    expect(alerts()).toEqual(["Done."]);
    expect(page.maybeFindByTestId(Form, "submit-form")).toBeNull();
  });

  it("are approved as their author wished unless changed", async () => {
    const { page, bodies } = await openSettings({ page: [submittedPage], approve: [done] });
    page.findByTestId(Button, "approve-d1").trigger("onClick");
    await settle();
    expect(page.findByTestId(DateInput, "approve-date").props.value).toMatchObject({ month: 6 });
    page.findByTestId(Form, "approve-form").trigger("onSubmit");
    await settle();
    const wish = { appliesTo: "open", effectiveDate: "2026-07-01" };
    expect(bodies("approve")).toMatchObject([{ draftId: "d1", revision: 3, ...wish }]);
  });

  it("are told with one key for as long as there is no answer", async () => {
    const answers = { page: [submittedPage], approve: [connectionLost, done] };
    const { page, bodies, alerts } = await openSettings(answers);
    page.findByTestId(Button, "approve-d1").trigger("onClick");
    await settle();
    for (let turn = 0; turn < 2; turn += 1) {
      page.findByTestId(Form, "approve-form").trigger("onSubmit");
      await settle();
    }
    expect(bodies("approve")[0]).toEqual(bodies("approve")[1]);
    expect(alerts()[0]).toContain("Aftercare did not answer");
  });

  it.each(["refuse", "withdraw"] as const)("need a reason to %s", async (act) => {
    const { page, bodies } = await openSettings({ page: [submittedPage], [act]: [done] });
    page.findByTestId(Button, `${act}-d1`).trigger("onClick");
    await settle();
    page.findByTestId(Form, `${act}-form`).trigger("onSubmit");
    await settle();
    expect(page.findByTestId(TextArea, `${act}-reason`).props.error).toBe(true);
    page.findByTestId(TextArea, `${act}-reason`).props.onInput?.("Not now");
    page.findByTestId(Form, `${act}-form`).trigger("onSubmit");
    await settle();
    expect(bodies(act)).toMatchObject([{ draftId: "d1", revision: 3, reason: "Not now" }]);
  });

  it("are restored as a draft", async () => {
    const { page, bodies } = await openSettings({ page: [shownPage], restore: [done] });
    page.findByTestId(LoadingButton, "restore-1").trigger("onClick");
    await settle();
    expect(bodies("restore")).toMatchObject([{ version: 1 }]);
  });
});

describe("people", () => {
  it("are given another role, and lose it", async () => {
    const { page, bodies, goTo, alerts } = await openSettings({
      ...{ page: [shownPage], role: [done, refused] },
    });
    await goTo("people");
    page.findByTestId(Select, "role-2").props.onChange?.("manager");
    page.findByTestId(Select, "role-2").props.onChange?.("lead");
    await settle();
    page.findByTestId(Button, "remove-2").trigger("onClick");
    await settle();
    expect(bodies("role")).toMatchObject([
      { userId: "2", role: "lead" },
      { userId: "2", role: null },
    ]);
    expect(alerts()).toEqual(["Done.", "Only admins may."]);
  });

  it("who have none are given one, once both are chosen", async () => {
    const { page, bodies, goTo } = await openSettings({ page: [shownPage], role: [done] });
    await goTo("people");
    page.findByTestId(Form, "add-person").trigger("onSubmit");
    await settle();
    expect(page.findByTestId(Select, "add-role").props.error).toBe(true);
    page.findByTestId(Select, "add-user").props.onChange?.("3");
    page.findByTestId(Select, "add-role").props.onChange?.("rep");
    page.findByTestId(Form, "add-person").trigger("onSubmit");
    await settle();
    expect(bodies("role")).toMatchObject([{ userId: "3", role: "rep" }]);
  });

  it("are only read by those who may not change them", async () => {
    const { page, goTo } = await openSettings({ page: [viewersPage] });
    await goTo("people");
    expect(page.findByTestId(Text, "people-refusal").text).toContain("Only admins may give roles");
    expect(page.maybeFindByTestId(Select, "role-2")).toBeNull();
  });
});

describe("the audit log", () => {
  const entry = {
    ...{ id: "2", when: "now", who: "Ada", what: "Wrote a draft", where: "Settings page" },
    detail: ["No. 2"],
  };
  const newest = { state: "shown", headline: "2 entries", entries: [entry], olderThan: "2" };
  const oldest = { ...newest, entries: [{ ...entry, id: "1", who: "Max" }], olderThan: null };

  it("is read a page at a time", async () => {
    const { page, goTo } = await openSettings({ page: [shownPage], audit: [newest, oldest] });
    await goTo("audit");
    expect(page.maybeFindByTestId(Button, "audit-newest")).toBeNull();
    page.findByTestId(Button, "audit-older").trigger("onClick");
    await settle();
    expect(page.maybeFindByTestId(Button, "audit-older")).toBeNull();
    page.findByTestId(Button, "audit-newest").trigger("onClick");
    await settle();
    expect(page.findByTestId(Table, "audit").findAll(TableRow)).toHaveLength(2);
  });

  it.each([
    {
      name: "who may read it",
      answer: { state: "refused", headline: "Only managers", entries: [], olderThan: null },
      title: "Only managers",
    },
    { name: "that it could not be loaded", answer: connectionLost, title: "could not be loaded" },
  ])("says $name", async ({ answer, title }) => {
    const { page, goTo } = await openSettings({ page: [shownPage], audit: [answer] });
    await goTo("audit");
    expect(page.find(ErrorState).props.title).toContain(title);
  });

  it("is asked again on a press, and may be empty", async () => {
    const empty = { ...newest, entries: [], olderThan: null };
    const { page, goTo } = await openSettings({
      page: [shownPage],
      audit: [connectionLost, empty],
    });
    await goTo("audit");
    page.findByTestId(Button, "audit-retry").trigger("onClick");
    await settle();
    expect(page.find(EmptyState).props.title).toBe("Nothing is sealed yet");
  });
});
