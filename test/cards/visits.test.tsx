import { Flex, Form, Text, TextArea } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerJson, settle } from "./card-bench.tsx";
import { askedOf, renderCustomer, stubPaths } from "./customer-bench.tsx";
import { customerCard } from "./customer-samples.ts";
import { visitSample, visitsSample } from "./visit-samples.ts";

const { visitId } = visitSample;

function cardWith(changes: Partial<typeof visitSample>) {
  const visits = { ...visitsSample, visits: [{ ...visitSample, ...changes }] };
  return { ...customerCard, visits };
}

const show = async (card: ReturnType<typeof cardWith>) => {
  const done = answerJson({ isDone: true, message: "Done." });
  const hsFetch = stubPaths({
    "/": answerJson(card),
    "/visit/lift": done,
    "/visit/skip": done,
  });
  const shown = renderCustomer();
  await settle();
  return { shown, hsFetch };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a visit that is held up", () => {
  it.each([
    { act: "lift", path: "/visit/lift" },
    { act: "skip", path: "/visit/skip" },
  ])("is not sent on without a reason, and with it once: $act", async ({ act, path }) => {
    const { shown, hsFetch } = await show(cardWith({ isHeld: true }));
    const form = () => shown.findByTestId(Form, `${act}-${visitId}-form`);
    const reason = () => shown.findByTestId(TextArea, `${act}-${visitId}-reason`);
    form().trigger("onSubmit");
    await settle();
    expect(reason().props).toMatchObject({
      error: true,
      validationMessage: "Please fill this in.",
    });
    reason().props.onInput?.("They asked us to come");
    await settle();
    form().trigger("onSubmit");
    await settle();
    const sent = askedOf(hsFetch).filter(([asked]) => asked === path);
    expect(sent).toEqual([
      [path, null, { actKey: expect.any(String), visitId, reason: "They asked us to come" }],
    ]);
  });

  it("can be made all the same, and one that is not held has no such form", async () => {
    const { shown } = await show(cardWith({}));
    expect(shown.maybeFindByTestId(Form, `lift-${visitId}-form`)).toBeNull();
    expect(shown.maybeFindByTestId(Form, `skip-${visitId}-form`)).not.toBeNull();
  });
});

it("a visit shows what to ask and the letter to send", async () => {
  const letter = "Dear Nordwind,\n\nhow is the machine?\nYours";
  const { shown } = await show(cardWith({ script: ["How is the machine?"], letter }));
  expect(shown.findAll(Text).map(({ text }) => text)).toContain("How is the machine?");
  const lines = shown.findByTestId(Flex, `letter-${visitId}`).findAll(Text);
  expect(lines.map(({ text }) => text)).toEqual(["Dear Nordwind,", "how is the machine?", "Yours"]);
});
