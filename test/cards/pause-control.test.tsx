import { Form, LoadingButton, Select, Text, TextArea } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { CardActAnswer } from "../../src/contract/card-api.ts";
import { PauseRequest, ResumeRequest } from "../../src/contract/card-api.ts";
import {
  answerCard,
  answerJson,
  answerNever,
  connectionLost,
  renderCard,
  settle,
  stubFetch,
} from "./card-bench.tsx";
import { fullCard, runningPause } from "./card-samples.ts";

const offered = { ...fullCard, pause: runningPause };
const held = {
  ...fullCard,
  pause: { ...runningPause, state: "paused" as const, text: "Paused by Lin" },
};
const done: CardActAnswer = { isDone: true, message: "The pause is recorded." };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const Sent = z.object({ body: z.looseObject({ actKey: z.string() }) });
const bodyOf = (call: readonly unknown[] | undefined) => Sent.parse(call?.[1]).body;

async function open(...answers: (() => Promise<Response>)[]) {
  const hsFetch = stubFetch(...answers);
  const card = renderCard();
  await settle();
  return { card, hsFetch };
}

async function submit({ card }: Awaited<ReturnType<typeof open>>) {
  card.findByTestId(Form, "pause-form").trigger("onSubmit");
  await settle();
}

describe("pausing by hand", () => {
  it("sends reason and note, tells what became of it, and reads the card again", async () => {
    const one = await open(answerCard(offered), answerJson(done), answerCard(held));
    one.card.findByTestId(Select, "pause-reason").props.onChange?.("waiting_parts");
    one.card.findByTestId(TextArea, "pause-note").props.onInput?.("Pump ordered");
    await submit(one);
    const [address, options] = one.hsFetch.mock.calls[1] ?? [];
    expect(address).toBe(
      "https://aftercare.example/api/card/ticket/pause?objectId=7001&language=en",
    );
    expect(options).toMatchObject({
      method: "POST",
      body: { reason: "waiting_parts", note: "Pump ordered" },
    });
    expect(PauseRequest.safeParse(bodyOf(one.hsFetch.mock.calls[1])).success).toBe(true);
    expect(one.card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "success", message: done.message }],
    ]);
    expect(one.card.findByTestId(Text, "pause-text").text).toBe("Paused by Lin");
  });

  it("asks for a reason first", async () => {
    const one = await open(answerCard(offered));
    await submit(one);
    const select = () => one.card.findByTestId(Select, "pause-reason").props;
    expect(select()).toMatchObject({ error: true, validationMessage: "Choose a reason" });
    expect(one.hsFetch).toHaveBeenCalledTimes(1);
    one.card.findByTestId(Select, "pause-reason").props.onChange?.("agreed_date");
    expect(select().error).toBe(false);
  });

  it("tells the same press again after it got lost, and the next one apart", async () => {
    const one = await open(
      answerCard(offered),
      connectionLost,
      answerJson({ isDone: false, message: "Closed." }),
      answerCard(offered),
      answerJson(done),
      answerCard(offered),
    );
    one.card.findByTestId(Select, "pause-reason").props.onChange?.("waiting_parts");
    await submit(one);
    expect(one.card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "danger", message: "Not recorded" }],
    ]);
    await submit(one);
    expect(one.card.mocks.actions.addAlert.calls[1]).toEqual([
      { type: "warning", message: "Closed." },
    ]);
    await submit(one);
    const [lost, again, next] = [1, 2, 4].map((call) => bodyOf(one.hsFetch.mock.calls[call]));
    expect(again?.actKey).toBe(lost?.actKey);
    expect(next?.actKey).not.toBe(lost?.actKey);
  });

  it("shows that it is under way", async () => {
    const one = await open(answerCard(offered), answerNever);
    one.card.findByTestId(Select, "pause-reason").props.onChange?.("waiting_parts");
    await submit(one);
    expect(one.card.findByTestId(LoadingButton, "pause-submit").props.loading).toBe(true);
  });
});

it("lets the clocks run again", async () => {
  const one = await open(answerCard(held), answerJson(done), answerCard(offered));
  one.card.findByTestId(LoadingButton, "resume").trigger("onClick");
  await settle();
  expect(one.hsFetch.mock.calls[1]?.[0]).toBe(
    "https://aftercare.example/api/card/ticket/resume?objectId=7001&language=en",
  );
  expect(ResumeRequest.safeParse(bodyOf(one.hsFetch.mock.calls[1])).success).toBe(true);
  expect(one.card.findByTestId(Form, "pause-form")).toBeTruthy();
});

it("offers nothing where nothing can be paused", async () => {
  const { card } = await open(answerCard(fullCard));
  expect(card.maybeFindByTestId(Form, "pause-form")).toBeNull();
  expect(card.maybeFindByTestId(LoadingButton, "resume")).toBeNull();
});
