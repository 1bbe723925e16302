import { createRenderer } from "@hubspot/ui-extensions/testing";
import { vi } from "vitest";
import { CustomerPanel } from "../../cards/components/CustomerPanel.tsx";
import { FilePanel } from "../../cards/components/FilePanel.tsx";
import { TicketPanel } from "../../cards/components/TicketPanel.tsx";
import { HomePanel } from "../../cards/components/visits/HomePanel.tsx";
import { answerJson, settle } from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";
import { customerCard, customerFile } from "./customer-samples.ts";
import { homeFiguresSample, homePageSample } from "./home-samples.ts";

type Answer = () => Promise<Response>;
const CARDS = {
  ticket: () => {
    const { mocks, ...renderer } = createRenderer("crm.record.sidebar");
    renderer.render(<TicketPanel context={mocks.context} actions={mocks.actions} />);
    return renderer;
  },
  customer: () => {
    const { mocks, ...renderer } = createRenderer("crm.record.sidebar");
    renderer.render(<CustomerPanel context={mocks.context} actions={mocks.actions} />);
    return renderer;
  },
  file: () => {
    const { mocks, ...renderer } = createRenderer("crm.record.tab");
    renderer.render(<FilePanel context={mocks.context} actions={mocks.actions} />);
    return renderer;
  },
  home: () => {
    const { mocks, ...renderer } = createRenderer("home");
    renderer.render(<HomePanel context={mocks.context} />);
    return renderer;
  },
} as const;
export type CardName = keyof typeof CARDS;

/** The answer when all is well, with something green in it. */
export const WELL: Readonly<Record<CardName, object>> = {
  ticket: fullCard,
  customer: customerCard,
  file: {
    ...customerFile,
    first: {
      ...customerFile.first,
      entries: customerFile.first.entries.map((entry) => ({ ...entry, variant: "success" })),
    },
  },
  home: homePageSample,
};
export const CARD_NAMES: readonly CardName[] = ["ticket", "customer", "file", "home"];

/** `answer` is asked each time; the figures of the home page come by themselves. */
export async function openCard(card: CardName, answer: Answer) {
  vi.stubGlobal("self", {
    hsFetch: vi.fn((url: string, _options: unknown) =>
      url.includes("/figures") ? answerJson(homeFiguresSample)() : answer(),
    ),
  });
  const renderer = CARDS[card]();
  await settle();
  return { ...renderer, shown: () => renderer.getRootNode().toString() };
}
