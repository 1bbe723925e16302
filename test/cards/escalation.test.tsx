import {
  Alert,
  DateInput,
  Flex,
  Form,
  List,
  LoadingButton,
  Select,
  StatusTag,
  Text,
  TextArea,
  Tile,
  TimeInput,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import {
  type CardCase,
  type CardEscalation,
  CaseTextRequest,
  ConnectCodeRequest,
  EscalateRequest,
} from "../../src/contract/card-escalation.ts";
import {
  answerCard,
  answerJson,
  connectionLost,
  renderCard,
  settle,
  stubFetch,
} from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";
import { offeredConnect, offeredForm, takenCase, takenEscalation } from "./escalation-samples.ts";

const done = { isDone: true, message: "It is done." };
const address = (path: string) =>
  `https://aftercare.example/api/card/ticket/${path}?objectId=7001&language=en`;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(changes: Partial<CardEscalation>, ...answers: (() => Promise<Response>)[]) {
  const shown = answerCard({ ...fullCard, escalation: { ...takenEscalation, ...changes } });
  const hsFetch = stubFetch(shown, ...answers, shown);
  const card = renderCard();
  await settle();
  const submit = async (testId: string) => {
    card.findByTestId(Form, testId).trigger("onSubmit");
    await settle();
  };
  const sent = () => {
    const [to, options] = hsFetch.mock.calls[1] ?? [];
    return {
      to,
      body: z.object({ method: z.literal("POST"), body: z.unknown() }).parse(options).body,
    };
  };
  return { card, hsFetch, submit, sent };
}

const withCase = (changes: Partial<CardCase>) => ({ cases: [{ ...takenCase, ...changes }] });

describe("the cases", () => {
  it("show department, state, facts and what happened, in the order of the server", async () => {
    const second = { ...takenCase, caseId: "7001-2", department: "Spare parts" };
    const { card } = await open({ cases: [takenCase, second], more: "and 2 more" });
    const tile = card.findByTestId(Tile, "case-7001-1");
    expect(tile.findAll(Text).map(({ text }) => text)).toEqual([
      "Field service",
      ...takenCase.facts,
      ...takenCase.timeline,
    ]);
    expect(tile.find(StatusTag).props).toMatchObject({ variant: "info" });
    expect(tile.find(StatusTag).text).toBe("Taken");
    expect(tile.find(List).findAll(Text)).toHaveLength(2);
    expect(card.findByTestId(Tile, "case-7001-2").find(Text).text).toBe("Spare parts");
    expect(card.find(Text, ({ text }) => text === "and 2 more").text).toBeTruthy();
    expect(card.find(Text, ({ text }) => text === "Field service").text).toBeTruthy();
    expect(card.maybeFind(Text, ({ text }) => text === "Not escalated")).toBeNull();
  });

  it("are said to be none, and that nobody would be told", async () => {
    const { card } = await open({ cases: [], notice: "Nobody is told." });
    const section = card.findByTestId(Flex, "escalation");
    expect(section.find(Alert).props.title).toBe("Nobody is told.");
    expect(section.find(Text).text).toBe("Not escalated");
    expect(card.maybeFindByTestId(Form, "escalate-form")).toBeNull();
  });

  it("offer nothing that the server does not", async () => {
    const { card } = await open({});
    expect(card.maybeFind(Form)).toBeNull();
  });
});

describe("acts on a case", () => {
  it.each([
    { name: "answers what was asked", form: "answer", changes: { question: "Lin asks: which?" } },
    { name: "lifts the escalation", form: "lift", changes: { mayLift: true } },
    { name: "opens it again", form: "reopen", changes: { mayReopen: true } },
  ])("$name, with a text", async ({ form, changes }) => {
    const { card, hsFetch, submit, sent } = await open(withCase(changes), answerJson(done));
    const id = `${form}-7001-1`;
    card.findByTestId(TextArea, `${id}-text`).props.onInput?.("Because of it");
    await submit(id);
    expect(sent().to).toBe(address(form));
    expect(CaseTextRequest.parse(sent().body)).toMatchObject({
      caseId: "7001-1",
      text: "Because of it",
    });
    expect(card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "success", message: "It is done." }],
    ]);
    expect(hsFetch).toHaveBeenCalledTimes(3);
    expect(card.findByTestId(TextArea, `${id}-text`).props.value).toBe("");
  });

  it("shows what was asked", async () => {
    const { card } = await open(withCase({ question: "Lin asks: which?" }));
    expect(card.findByTestId(Text, "question-7001-1").text).toBe("Lin asks: which?");
  });

  it("marks a text that is missing, and sends nothing", async () => {
    const { card, hsFetch, submit } = await open(withCase({ mayLift: true }));
    card.findByTestId(TextArea, "lift-7001-1-text").props.onInput?.("  ");
    await submit("lift-7001-1");
    expect(card.findByTestId(TextArea, "lift-7001-1-text").props).toMatchObject({
      error: true,
      validationMessage: "Fill this in",
    });
    expect(hsFetch).toHaveBeenCalledTimes(1);
  });

  it("keeps the text and the key of a press that was lost", async () => {
    const { card, hsFetch, submit } = await open(
      withCase({ mayLift: true }),
      connectionLost,
      answerJson(done),
    );
    card.findByTestId(TextArea, "lift-7001-1-text").props.onInput?.("Solved by phone");
    await submit("lift-7001-1");
    expect(card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "danger", message: "Not recorded" }],
    ]);
    await submit("lift-7001-1");
    const keys = hsFetch.mock.calls
      .slice(1, 3)
      .map(([, options]) => z.object({ body: CaseTextRequest }).parse(options).body.actKey);
    expect(keys[0]).toBe(keys[1]);
  });
});

describe("calling a department", () => {
  async function filled(...answers: (() => Promise<Response>)[]) {
    const opened = await open({ form: offeredForm }, ...answers);
    const { card } = opened;
    card.findByTestId(Select, "escalate-department").props.onChange?.("parts");
    card.findByTestId(Select, "escalate-reason").props.onChange?.("needs_parts");
    card.findByTestId(TextArea, "escalate-ask").props.onInput?.("Confirm 7A-113 today");
    return opened;
  }

  it("sends department, reason and what is asked", async () => {
    const { card, submit, sent } = await filled(answerJson(done));
    await submit("escalate-form");
    expect(sent().to).toBe(address("escalate"));
    const { actKey: _key, ...told } = EscalateRequest.parse(sent().body);
    expect(told).toEqual({
      department: "parts",
      reason: "needs_parts",
      text: "",
      ask: "Confirm 7A-113 today",
      wanted: null,
    });
    expect(card.findByTestId(TextArea, "escalate-ask").props.value).toBe("");
  });

  it("sends by when it is wanted as wall time, months counted from 1", async () => {
    const { card, submit, sent } = await filled(answerJson(done));
    card.findByTestId(TextArea, "escalate-text").props.onInput?.("It leaks");
    const day = { year: 2026, month: 2, date: 7 };
    card.findByTestId(DateInput, "escalate-date").props.onChange?.(day);
    card.findByTestId(TimeInput, "escalate-time").props.onChange?.({ hours: 9, minutes: 5 });
    await submit("escalate-form");
    expect(EscalateRequest.parse(sent().body)).toMatchObject({
      text: "It leaks",
      wanted: { date: "2026-03-07", time: "09:05" },
    });
  });

  it("does not take a day without a time", async () => {
    const { card, hsFetch, submit } = await filled();
    const day = { year: 2026, month: 2, date: 7 };
    card.findByTestId(DateInput, "escalate-date").props.onChange?.(day);
    await submit("escalate-form");
    const half = { error: true, validationMessage: "Both or neither" };
    expect(card.findByTestId(TimeInput, "escalate-time").props).toMatchObject(half);
    expect(hsFetch).toHaveBeenCalledTimes(1);
  });

  it("marks what is missing, and sends nothing", async () => {
    const { card, hsFetch, submit } = await open({ form: offeredForm });
    card.findByTestId(Select, "escalate-reason").props.onChange?.("other");
    await submit("escalate-form");
    const marked = { error: true, validationMessage: "Fill this in" };
    expect(card.findByTestId(Select, "escalate-department").props).toMatchObject(marked);
    expect(card.findByTestId(TextArea, "escalate-ask").props).toMatchObject(marked);
    expect(card.findByTestId(Select, "escalate-reason").props.error).toBeUndefined();
    expect(hsFetch).toHaveBeenCalledTimes(1);
  });

  it("keeps what was filled in when it is refused", async () => {
    const refused = { isDone: false, message: "That time is over." };
    const { card, submit } = await filled(answerJson(refused));
    await submit("escalate-form");
    expect(card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "warning", message: "That time is over." }],
    ]);
    expect(card.findByTestId(TextArea, "escalate-ask").props.value).toBe("Confirm 7A-113 today");
  });
});

describe("connecting an account", () => {
  const command = { isDone: true, message: "Good until 10:10.", command: "/aftercare connect AB" };

  async function connect(...answers: (() => Promise<Response>)[]) {
    const hsFetch = stubFetch(answerCard({ ...fullCard, connect: offeredConnect }), ...answers);
    const card = renderCard();
    await settle();
    card.findByTestId(LoadingButton, "connect-submit").trigger("onClick");
    await settle();
    return { card, hsFetch };
  }

  it("shows what to type, and until when", async () => {
    const { card, hsFetch } = await connect(answerJson(command));
    const [to, options] = hsFetch.mock.calls[1] ?? [];
    expect(to).toBe(address("connect-code"));
    expect(z.object({ body: ConnectCodeRequest }).safeParse(options).success).toBe(true);
    expect(card.findByTestId(Text, "connect-command").text).toBe("/aftercare connect AB");
    expect(card.findByTestId(Flex, "connect").find(Text).text).toBe("Good until 10:10.");
  });

  it("shows why there is no code", async () => {
    const { card } = await connect(
      answerJson({ isDone: false, message: "Nothing to connect.", command: null }),
    );
    expect(card.maybeFindByTestId(Text, "connect-command")).toBeNull();
    expect(card.findByTestId(Flex, "connect").find(Text).text).toBe("Nothing to connect.");
  });

  it.each([
    { name: "when nobody answers", answer: connectionLost },
    { name: "when what answers is not ours", answer: answerJson({ isDone: true }) },
  ])("says so $name", async ({ answer }) => {
    const { card } = await connect(answer);
    expect(card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "danger", message: "Not recorded" }],
    ]);
    expect(card.findByTestId(Flex, "connect").find(Text).text).toBe("Nobody knows you yet.");
  });

  it("is not offered to whom Aftercare knows", async () => {
    stubFetch(answerCard(fullCard));
    const card = renderCard();
    await settle();
    expect(card.maybeFindByTestId(LoadingButton, "connect-submit")).toBeNull();
  });
});
