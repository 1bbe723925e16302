import {
  Button,
  DateInput,
  Form,
  LoadingButton,
  Select,
  Text,
  TextArea,
  TimeInput,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { CardActAnswer, TicketCard } from "../../src/contract/card-api.ts";
import { type CardLogs, LogRequest, WithdrawLogRequest } from "../../src/contract/card-log.ts";
import {
  answerCard,
  answerJson,
  answerNever,
  connectionLost,
  renderCard,
  settle,
  stubFetch,
} from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";

const words: CardLogs["words"] = {
  does: "Ends the clock.",
  when: "When",
  otherTime: "Another time",
  day: "Day",
  time: "Time (Berlin)",
  note: "Note",
  missing: "Fill this in",
  withdraw: "Take back",
  withdrawDoes: "The clock goes on.",
  keep: "Keep it",
  failed: "Not recorded",
};
const offer: CardLogs["offers"][number] = {
  clock: "first_response",
  title: "Log first response by phone",
  submit: "Log the call",
};
const times = [
  { value: 0, label: "Just now" },
  { value: 5, label: "5 min ago" },
];
const offered: TicketCard = { ...fullCard, logs: { offers: [offer], times, logged: [], words } };
const log = {
  logKey: "7:act-0",
  text: "First response by phone, logged by Lin",
  mayWithdraw: true,
};
const said: TicketCard = { ...fullCard, logs: { offers: [], times: [], logged: [log], words } };
const done: CardActAnswer = { isDone: true, message: "It is logged." };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const Sent = z.object({ body: z.looseObject({ actKey: z.string() }) });
const bodyOf = (call: readonly unknown[] | undefined) => Sent.parse(call?.[1]).body;
const BASE = "https://aftercare.example/api/card/ticket";
const QUERY = "objectId=7001&language=en";

async function open(...answers: (() => Promise<Response>)[]) {
  const hsFetch = stubFetch(...answers);
  const card = renderCard();
  await settle();
  return { card, hsFetch };
}

async function submit({ card }: Awaited<ReturnType<typeof open>>) {
  card.findByTestId(Form, "log-form-first_response").trigger("onSubmit");
  await settle();
}

describe("logging the first response by phone", () => {
  it("is one press where it was just now, and the card tells what became of it", async () => {
    const one = await open(answerCard(offered), answerJson(done), answerCard(said));
    await submit(one);
    expect(one.hsFetch.mock.calls[1]?.[0]).toBe(`${BASE}/log?${QUERY}`);
    const body = bodyOf(one.hsFetch.mock.calls[1]);
    expect(LogRequest.parse(body)).toMatchObject({
      clock: "first_response",
      when: { minutesAgo: 0 },
      note: "",
    });
    expect(one.card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "success", message: done.message }],
    ]);
    expect(one.card.findByTestId(Text, "logged-text").text).toBe(log.text);
    expect(one.card.maybeFindByTestId(Form, "log-form-first_response")).toBeNull();
  });

  it("sends how long ago it was, and the note", async () => {
    const one = await open(answerCard(offered), answerJson(done), answerCard(said));
    one.card.findByTestId(Select, "log-when-first_response").props.onChange?.("5");
    one.card.findByTestId(TextArea, "log-note-first_response").props.onInput?.("Left a message");
    await submit(one);
    expect(bodyOf(one.hsFetch.mock.calls[1])).toMatchObject({
      when: { minutesAgo: 5 },
      note: "Left a message",
    });
  });

  it("asks for a day and a time where it was at another time", async () => {
    const one = await open(answerCard(offered), answerJson(done), answerCard(said));
    const { card } = one;
    expect(card.maybeFindByTestId(DateInput, "log-day-first_response")).toBeNull();
    card.findByTestId(Select, "log-when-first_response").props.onChange?.("other");
    await submit(one);
    const day = () => card.findByTestId(DateInput, "log-day-first_response").props;
    const time = () => card.findByTestId(TimeInput, "log-time-first_response").props;
    expect([day().error, time().error]).toEqual([true, true]);
    expect(one.hsFetch).toHaveBeenCalledTimes(1);
    day().onChange?.({ year: 2026, month: 2, date: 27 });
    time().onChange?.({ hours: 9, minutes: 5 });
    await submit(one);
    expect(LogRequest.parse(bodyOf(one.hsFetch.mock.calls[1])).when).toEqual({
      date: "2026-03-27",
      time: "09:05",
    });
  });

  it("tells the same press again after it got lost", async () => {
    const one = await open(answerCard(offered), connectionLost, answerJson(done), answerCard(said));
    await submit(one);
    expect(one.card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "danger", message: "Not recorded" }],
    ]);
    await submit(one);
    const [lost, again] = [1, 2].map((call) => bodyOf(one.hsFetch.mock.calls[call]));
    expect(again?.actKey).toBe(lost?.actKey);
  });

  it("shows that it is under way", async () => {
    const one = await open(answerCard(offered), answerNever);
    await submit(one);
    const button = one.card.findByTestId(LoadingButton, "log-submit-first_response");
    expect(button.props.loading).toBe(true);
  });
});

describe("what was logged", () => {
  it("is taken back only after a second press", async () => {
    const one = await open(answerCard(said), answerJson(done), answerCard(offered));
    expect(one.card.maybeFindByTestId(LoadingButton, "log-withdraw-sure")).toBeNull();
    one.card.findByTestId(Button, "log-withdraw").trigger("onClick");
    one.card.findByTestId(LoadingButton, "log-withdraw-sure").trigger("onClick");
    await settle();
    expect(one.hsFetch.mock.calls[1]?.[0]).toBe(`${BASE}/log/withdraw?${QUERY}`);
    expect(WithdrawLogRequest.parse(bodyOf(one.hsFetch.mock.calls[1])).logKey).toBe("7:act-0");
    expect(one.card.maybeFindByTestId(Text, "logged-text")).toBeNull();
  });

  it("stays when somebody thinks better of it", async () => {
    const { card, hsFetch } = await open(answerCard(said));
    card.findByTestId(Button, "log-withdraw").trigger("onClick");
    card.findByTestId(Button, "log-keep").trigger("onClick");
    expect(card.maybeFindByTestId(LoadingButton, "log-withdraw-sure")).toBeNull();
    expect(card.findByTestId(Button, "log-withdraw")).toBeTruthy();
    expect(hsFetch).toHaveBeenCalledTimes(1);
  });

  it("has no way back once that is over", async () => {
    const old = {
      ...said,
      logs: { offers: [], times: [], logged: [{ ...log, mayWithdraw: false }], words },
    };
    const { card } = await open(answerCard(old));
    expect(card.findByTestId(Text, "logged-text").text).toBe(log.text);
    expect(card.maybeFindByTestId(Button, "log-withdraw")).toBeNull();
  });
});
