import { Form, NumberInput, Select, TextArea } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { OverrideRequest } from "../../src/contract/card-api.ts";
import { answerCard, answerJson, renderCard, settle, stubFetch } from "./card-bench.tsx";
import { fullCard, offeredOverride } from "./card-samples.ts";

const offered = { ...fullCard, override: offeredOverride };
const done = { isDone: true, message: "The promise is changed." };
const Sent = z.object({ method: z.literal("POST"), body: OverrideRequest });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(...answers: (() => Promise<Response>)[]) {
  const hsFetch = stubFetch(...answers);
  const card = renderCard();
  await settle();
  const submit = async () => {
    card.findByTestId(Form, "override-form").trigger("onSubmit");
    await settle();
  };
  return { card, hsFetch, submit };
}

describe("changing a promise", () => {
  it("starts from what is promised now, and sends clock, minutes, days and reason", async () => {
    const { card, hsFetch, submit } = await open(
      answerCard(offered),
      answerJson(done),
      answerCard(offered),
    );
    card.findByTestId(Select, "override-clock").props.onChange?.("resolution");
    expect(card.findByTestId(NumberInput, "override-minutes").props.value).toBe(480);
    card.findByTestId(NumberInput, "override-minutes").props.onChange?.(960);
    card.findByTestId(Select, "override-days").props.onChange?.(7);
    card.findByTestId(TextArea, "override-reason").props.onInput?.("Part comes on Monday");
    await submit();
    const [address, options] = hsFetch.mock.calls[1] ?? [];
    expect(address).toBe(
      "https://aftercare.example/api/card/ticket/override?objectId=7001&language=en",
    );
    expect(Sent.parse(options).body).toMatchObject({
      clock: "resolution",
      durationMinutes: 960,
      endsInDays: 7,
      reason: "Part comes on Monday",
    });
    expect(card.mocks.actions.addAlert.calls).toEqual([
      [{ type: "success", message: done.message }],
    ]);
    expect(card.findByTestId(TextArea, "override-reason").props.value).toBe("");
  });

  it("marks what is missing, and sends nothing", async () => {
    const { card, hsFetch, submit } = await open(answerCard(offered));
    card.findByTestId(Select, "override-days").props.onChange?.(1);
    await submit();
    const marked = { error: true, validationMessage: "Fill this in" };
    expect(card.findByTestId(Select, "override-clock").props).toMatchObject(marked);
    expect(card.findByTestId(NumberInput, "override-minutes").props).toMatchObject(marked);
    expect(card.findByTestId(TextArea, "override-reason").props).toMatchObject(marked);
    expect(card.findByTestId(Select, "override-days").props.error).toBeUndefined();
    expect(hsFetch).toHaveBeenCalledTimes(1);
  });

  it.each([0, -5, 1.5, Number.NaN])("does not take %d minutes", async (minutes) => {
    const { card, hsFetch, submit } = await open(answerCard(offered));
    card.findByTestId(Select, "override-clock").props.onChange?.("resolution");
    card.findByTestId(Select, "override-days").props.onChange?.(1);
    card.findByTestId(TextArea, "override-reason").props.onInput?.("Because");
    card.findByTestId(NumberInput, "override-minutes").props.onChange?.(minutes);
    await submit();
    expect(card.findByTestId(NumberInput, "override-minutes").props.error).toBe(true);
    expect(hsFetch).toHaveBeenCalledTimes(1);
  });

  it("is not offered to others", async () => {
    const { card } = await open(answerCard(fullCard));
    expect(card.maybeFindByTestId(Form, "override-form")).toBeNull();
  });
});
