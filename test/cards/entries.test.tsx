import { LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { createRenderer } from "@hubspot/ui-extensions/testing";
import type { ReactElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answerCard, answerJson, answerNever, settle, stubFetch } from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";
import { customerCard, customerFile } from "./customer-samples.ts";

type RenderCallback = (api: { context: unknown; actions: unknown }) => ReactElement;

const registered = vi.hoisted((): RenderCallback[] => []);
vi.mock("@hubspot/ui-extensions", async (importOriginal) => {
  const original = await importOriginal<typeof import("@hubspot/ui-extensions")>();
  const extend = (callback: RenderCallback) => registered.push(callback);
  return { ...original, hubspot: { ...original.hubspot, extend } };
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  registered.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  {
    name: "the sidebar",
    location: "crm.record.sidebar",
    entry: () => import("../../cards/TicketCard.tsx"),
  },
  {
    name: "the help desk",
    location: "helpdesk.sidebar",
    entry: () => import("../../cards/TicketHelpdeskCard.tsx"),
  },
] as const)("$name draws the ticket card", async ({ location, entry }) => {
  stubFetch(answerCard(fullCard));
  await entry();
  const renderer = createRenderer(location);
  const [callback] = registered;
  renderer.render(callback?.({ context: renderer.mocks.context, actions: renderer.mocks.actions }));
  await settle();
  expect(renderer.findByTestId(Text, "headline").text).toBe(fullCard.headline);
  expect(registered).toHaveLength(1);
});

it.each([
  {
    name: "the customer card",
    location: "crm.record.sidebar",
    entry: () => import("../../cards/CustomerCard.tsx"),
    answer: customerCard,
  },
  {
    name: "the customer file",
    location: "crm.record.tab",
    entry: () => import("../../cards/CustomerFile.tsx"),
    answer: customerFile,
  },
] as const)("$name is drawn on a contact", async ({ location, entry, answer }) => {
  stubFetch(answerJson(answer));
  await entry();
  const renderer = createRenderer(location);
  const { context, actions } = renderer.mocks;
  renderer.render(registered[0]?.({ context, actions }));
  await settle();
  expect(renderer.findByTestId(Text, "headline").text).toBe(answer.headline);
});

it("asks the backend named in the profile's variables", async () => {
  const hsFetch = stubFetch(answerNever);
  await import("../../cards/TicketCard.tsx");
  const renderer = createRenderer("crm.record.sidebar");
  renderer.mocks.context.variables = { backendUrl: "https://care.example.org" };
  const { context, actions } = renderer.mocks;
  renderer.render(registered[0]?.({ context, actions }));
  await settle();
  expect(hsFetch.mock.calls[0]?.[0]).toMatch(/^https:\/\/care\.example\.org\/api\/card\/ticket\?/);
  expect(renderer.find(LoadingSpinner).props.label).toBeTruthy();
});

it("asks again when the record was edited, whatever was edited", async () => {
  const hsFetch = stubFetch(answerCard(fullCard));
  await import("../../cards/TicketCard.tsx");
  const renderer = createRenderer("crm.record.sidebar");
  const { context, actions } = renderer.mocks;
  renderer.render(registered[0]?.({ context, actions }));
  await settle();
  expect(actions.onCrmPropertiesUpdate.callCount).toBe(1);
  const [names, onUpdate] = actions.onCrmPropertiesUpdate.calls[0] ?? [];
  expect(names).toBe("*");
  onUpdate?.({});
  await settle();
  expect(hsFetch).toHaveBeenCalledTimes(2);
});
