import { Button, Form, LoadingButton, Text, TextArea } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REREAD_EVERY_MS } from "../../cards/reader.ts";
import type { CardComplaint } from "../../src/contract/card-complaint.ts";
import { answerCard, answerJson, renderCard, settle, stubFetch } from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";

const words = { open: "Complaint …", loading: "Loading", failed: "Failed", retry: "Again" };
const card = {
  ...fullCard,
  complaint: { title: "Complaint", stateLabel: "Open", variant: "danger" as const, words },
};
const complaint: CardComplaint = {
  state: "shown",
  facts: ["A complaint since Tue"],
  forms: [{ act: "closed", title: null, fields: [], submit: "Close the complaint" }],
  actions: [
    {
      actionId: "complaint:7",
      title: "The pump leaks",
      stateLabel: "Acting",
      variant: "warning",
      facts: ["Owner: Otto"],
      customers: ["Acme: to be told"],
      letters: [{ label: "English, for 1 customer", text: "Hello, we have changed it." }],
      forms: [],
    },
  ],
  openAction: null,
  words: {
    actions: "Corrective actions",
    noActions: "None",
    customers: "Customers",
    letters: "Letters",
    copy: "Copy",
    copied: "Copied",
    missing: "Please fill this in",
    failed: "Failed",
  },
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(...answers: (() => Promise<Response>)[]) {
  const hsFetch = stubFetch(...answers);
  const rendered = renderCard();
  await settle();
  return { rendered, hsFetch };
}

const textsOf = ({ rendered }: Awaited<ReturnType<typeof open>>) =>
  rendered.findAll(Text).map((one) => one.text);

describe("the complaint on the ticket card", () => {
  it("is read at once where there is one, and shows its corrective actions", async () => {
    const one = await open(answerCard(card), answerJson(complaint));
    expect(textsOf(one)).toEqual(
      expect.arrayContaining([
        "A complaint since Tue",
        "The pump leaks",
        "Owner: Otto",
        "Hello, we have changed it.",
      ]),
    );
  });

  it("shows what somebody else opened meanwhile, and stays when it cannot be read again", async () => {
    const more = { ...complaint, facts: ["Acknowledged by Rosa"] };
    const later = (seconds: number) =>
      answerCard({ ...card, serverNow: card.serverNow + seconds * 1_000 });
    const refused = () => Promise.resolve(new Response("", { status: 500 }));
    const one = await open(
      answerCard(card),
      answerJson(complaint),
      later(30),
      answerJson(more),
      later(60),
      refused,
    );
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
    await settle();
    expect(textsOf(one)).toContain("Acknowledged by Rosa");
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS);
    await settle();
    expect(one.hsFetch).toHaveBeenCalledTimes(6);
    expect(textsOf(one)).toContain("Acknowledged by Rosa");
  });

  it("is not read where nobody asks for it", async () => {
    const none = { ...card, complaint: { ...card.complaint, stateLabel: null } };
    const { rendered, hsFetch } = await open(answerCard(none), answerJson(complaint));
    expect(hsFetch).toHaveBeenCalledTimes(1);
    rendered.findByTestId(Button, "complaint-open").trigger("onClick");
    await settle();
    expect(hsFetch).toHaveBeenCalledTimes(2);
  });

  it("tells the server what was pressed, with a key of its own, and reads anew", async () => {
    const refusal = { isDone: false, message: "An outcome is missing." };
    const one = await open(
      answerCard(card),
      answerJson(complaint),
      answerJson(refusal),
      answerJson(complaint),
      answerCard(card),
    );
    one.rendered.findByTestId(LoadingButton, "complaint-closed").trigger("onClick");
    await settle();
    const [address, options] = one.hsFetch.mock.calls[2] ?? [];
    expect(address).toContain("/api/card/ticket/complaint?");
    expect(options).toMatchObject({ method: "POST", body: { act: "closed", values: {} } });
    expect(one.hsFetch.mock.calls.length).toBeGreaterThan(3);
  });

  it("does not send a form in which something is missing", async () => {
    const field = { name: "reason", label: "Why", kind: "text" as const, isRequired: true };
    const form = {
      ...{ act: "reopened", title: "Open it again", submit: "Open again" },
      fields: [{ ...field, options: [], initial: "" }],
    };
    const one = await open(answerCard(card), answerJson({ ...complaint, forms: [form] }));
    const { rendered, hsFetch } = one;
    rendered.findByTestId(Form, "complaint-reopened").trigger("onSubmit");
    await settle();
    expect(hsFetch).toHaveBeenCalledTimes(2);
    expect(rendered.findByTestId(TextArea, "complaint-reopened-reason").props).toMatchObject({
      error: true,
      validationMessage: "Please fill this in",
    });
  });
});
