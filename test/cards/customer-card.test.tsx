import {
  Accordion,
  Alert,
  EmptyState,
  ErrorState,
  Form,
  Link,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Select,
  Tag,
  Text,
  TextArea,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerJson, answerNever, answerStatus, settle } from "./card-bench.tsx";
import { askedOf, renderCustomer, stubPaths } from "./customer-bench.tsx";
import { customerCard } from "./customer-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const show = async (changes: Partial<typeof customerCard> = {}) => {
  const hsFetch = stubPaths({ "/": answerJson({ ...customerCard, ...changes }) });
  const card = renderCustomer();
  await settle();
  return { card, hsFetch };
};

describe("before there is an answer", () => {
  it("it says what it loads", async () => {
    stubPaths({ "/": answerNever });
    const card = renderCustomer();
    await settle();
    expect(card.find(LoadingSpinner).props.label).toBe("Loading the customer");
  });

  it("it says that nothing is known, and asks again", async () => {
    stubPaths({ "/": answerStatus(500) });
    const card = renderCustomer();
    await settle();
    expect(card.find(ErrorState).props.title).toBe("Aftercare does not answer");
    stubPaths({ "/": answerJson(customerCard) });
    card.findByTestId(LoadingButton, "retry").trigger("onClick");
    await settle();
    expect(card.findByTestId(Text, "headline").text).toBe(customerCard.headline);
  });

  it("it takes a report of HubSpot's proxy for no answer", async () => {
    stubPaths({ "/": answerJson({ status: "error" }) });
    const card = renderCustomer();
    await settle();
    expect(card.find(ErrorState).props.title).toBe("Aftercare does not answer");
  });
});

it.each([
  { objectTypeId: "0-1", kind: "contact" },
  { objectTypeId: "0-2", kind: "company" },
])("asks about a $kind on a record of type $objectTypeId", async ({ objectTypeId, kind }) => {
  const hsFetch = stubPaths({ "/": answerJson(customerCard) });
  renderCustomer(objectTypeId);
  await settle();
  expect(hsFetch.mock.calls[0]?.[0]).toContain(`objectId=77&kind=${kind}&language=en`);
});

it("keeps what it knows, with its age, when the server is away", async () => {
  const { card } = await show();
  stubPaths({ "/": answerStatus(502) });
  await vi.advanceTimersByTimeAsync(90_000);
  expect(card.findByTestId(Text, "age").text).toMatch(/^Last known state, as of 1 minute ago$/);
  expect(card.findByTestId(Text, "headline").text).toBe(customerCard.headline);
});

it.each(["deleted", "not_tracked"] as const)("says in one sentence: %s", async (state) => {
  const { card } = await show({ state, headline: "Nothing here", observeNotice: "Observe mode" });
  expect(card.find(EmptyState).props.title).toBe("Nothing here");
});

describe("a customer that is known", () => {
  it("shows the tier, its score as a picture, and every reason", async () => {
    const { card } = await show();
    expect(card.findByTestId(Tag, "tier").text).toBe("Key customer");
    expect(card.findByTestId(ProgressBar, "dimension-value").props).toMatchObject({
      value: 71,
      valueDescription: "50 of 70",
    });
    const why = card.findByTestId(Accordion, "why").toString();
    for (const text of ["Revenue: 123,400", "+50", "total_revenue", "Not known: Last visit"]) {
      expect(why).toContain(text);
    }
  });

  it("shows what would change the tier, and a drop on its way", async () => {
    const { card } = await show();
    expect(card.find(Alert).props).toMatchObject({ title: "Developing from Sat 25 Apr" });
    expect(card.findByTestId(Text, "pending").text).toBe("8 points keep Key.");
    expect(card.findByTestId(Text, "up-0").text).toBe("12,400 more: Revenue → Key");
    expect(card.findByTestId(Text, "down-0").text).toBe("Revenue below 50,000 → Developing");
  });

  it("shows open complaints and actions, with a link to where people work at them", async () => {
    const { card } = await show();
    const whole = card.getRootNode().toString();
    expect(whole).toContain("Complaint: Pump leaks");
    expect(whole).toContain("Corrective action: Pumps leak");
    const without = await show({ concerns: [] });
    expect(without.card.getRootNode().toString()).not.toContain("Complaints and corrective");
  });

  it("shows open tickets, the next visit and the last changes", async () => {
    const { card } = await show();
    expect(card.find(Link).props.href).toContain("/record/0-5/901");
    expect(card.findByTestId(Text, "next-visit").text).toContain("return visit");
    const whole = card.getRootNode().toString();
    expect(whole).toContain("… and 3 more");
    expect(whole).toContain("Thu 26 Mar: Developing → Key");
  });

  it("has a state without a tier and without anything else", async () => {
    const { card } = await show({
      state: "ungraded",
      tier: null,
      next: null,
      override: null,
      benefits: [],
      concerns: [],
      openTickets: [],
      moreTickets: null,
      nextVisit: null,
      scores: [],
      scoresNote: null,
      changes: [],
      observeNotice: "Observe mode",
    });
    expect(card.find(Alert).props.title).toBe("Observe mode");
    expect(card.maybeFindByTestId(Tag, "tier")).toBeNull();
    expect(card.findByTestId(Text, "no-tickets").text).toBe("No ticket is open.");
    expect(card.getRootNode().toString()).toContain("No benefit is open.");
  });
});

describe("using a benefit", () => {
  const use = async (answer: () => Promise<Response>) => {
    const hsFetch = stubPaths({ "/": answerJson(customerCard), "/benefit": answer });
    const card = renderCustomer();
    await settle();
    card.findByTestId(TextArea, "use-note-parts 20000").props.onInput?.("Seal");
    card.findByTestId(Form, "use-form-parts 20000").trigger("onSubmit");
    await settle();
    return { card, hsFetch };
  };

  it("tells the server which and what for, says what is left, and reads again", async () => {
    const { card, hsFetch } = await use(answerJson({ isDone: true, message: "2 of 3 left" }));
    const asked = askedOf(hsFetch);
    expect(asked.map(([path]) => path)).toEqual(["", "/benefit", ""]);
    expect(asked[1]?.[2]).toMatchObject({ grantId: "parts 20000", note: "Seal" });
    expect(card.mocks.actions.addAlert.calls[0]?.[0]).toEqual({
      type: "success",
      message: "2 of 3 left",
    });
    expect(card.findByTestId(TextArea, "use-note-parts 20000").props.value).toBe("");
  });

  it("is told again under the same key when no answer came", async () => {
    const { card, hsFetch } = await use(answerStatus(502));
    card.findByTestId(Form, "use-form-parts 20000").trigger("onSubmit");
    await settle();
    const [first, second] = askedOf(hsFetch).filter(([path]) => path === "/benefit");
    expect(first?.[2]).toEqual(second?.[2]);
    expect(card.findByTestId(TextArea, "use-note-parts 20000").props.value).toBe("Seal");
  });
});

describe("the tier by hand", () => {
  it("is sent whole, and says what is missing before", async () => {
    const hsFetch = stubPaths({
      "/": answerJson(customerCard),
      "/override": answerJson({ isDone: true, message: "Key holds" }),
    });
    const card = renderCustomer();
    await settle();
    const submit = () => card.findByTestId(Form, "tier-form").trigger("onSubmit");
    submit();
    await settle();
    expect(card.findByTestId(Select, "tier-choice").props.validationMessage).toBe("Fill this in");
    card.findByTestId(Select, "tier-choice").props.onChange?.("key");
    card.findByTestId(TextArea, "tier-reason").props.onInput?.("Reference");
    card.findByTestId(Select, "tier-days").props.onChange?.(30);
    await settle();
    submit();
    await settle();
    const sent = askedOf(hsFetch).find(([path]) => path === "/override");
    expect(sent?.[2]).toMatchObject({ tier: "key", reason: "Reference", endsInDays: 30 });
  });

  it("is shown to everybody while it holds, and ended by those who may", async () => {
    const { override } = customerCard;
    if (override === null) throw new Error("the sample has an override");
    const held = { ...override, isHeld: true, text: "Key until May, by Rosa" };
    const { card } = await show({ override: { ...held, tiers: [], days: [] } });
    expect(card.findByTestId(Text, "override-held").text).toBe("Key until May, by Rosa");
    expect(card.maybeFindByTestId(LoadingButton, "tier-end")).toBeNull();
    expect(card.maybeFindByTestId(Accordion, "tier-override")).toBeNull();
    const hsFetch = stubPaths({
      "/": answerJson({ ...customerCard, override: { ...held, mayEnd: true } }),
      "/override/end": answerJson({ isDone: false, message: "No tier is set by hand" }),
    });
    const other = renderCustomer();
    await settle();
    other.findByTestId(LoadingButton, "tier-end").trigger("onClick");
    await settle();
    expect(askedOf(hsFetch).map(([path]) => path)).toContain("/override/end");
    expect(other.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({ type: "warning" });
  });
});
