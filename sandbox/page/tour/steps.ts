import type { SandboxState } from "../../page-contract.ts";
import type { Route } from "../route.ts";
import type { PageWords } from "../words/page-words.ts";

type Words = PageWords["tour"];

/** What a step may look at to see that a person has done it. */
export type TourSight = { readonly state: SandboxState; readonly route: Route };

export type TourStep = {
  readonly id: keyof Words["steps"];
  readonly who: keyof Words["who"];
  /** CSS of the element that is pointed at; null for a step that is only told. */
  target(sight: TourSight): string | null;
  /** Where the step takes place, shown when a person comes to it; null for wherever they are. */
  place(sight: TourSight): string | null;
  /** Done as soon as the element is clicked, or as soon as this is true. */
  readonly isDone?: (sight: TourSight) => boolean;
  readonly isDoneByClick?: true;
};

const firstTicketOf = ({ state }: TourSight) => state.firstTicket?.ticketId ?? null;
const anywhere = () => null;
const onFirstTicket = (sight: TourSight) => {
  const id = firstTicketOf(sight);
  return id === null ? null : `#/tickets/${id}`;
};

/** The stories of the people that Aftercare is for, one after the other. */
export const TOUR_STEPS: readonly TourStep[] = [
  { id: "welcome", who: "all", target: anywhere, place: anywhere },
  {
    id: "open",
    who: "rep",
    target: (sight) => `[data-tour="ticket-${firstTicketOf(sight) ?? ""}"]`,
    place: () => "#/tickets",
    isDone: (sight) =>
      sight.route.view === "tickets" &&
      sight.route.recordId !== null &&
      sight.route.recordId === firstTicketOf(sight),
  },
  { id: "card", who: "rep", target: () => ".card", place: onFirstTicket },
  {
    id: "wait",
    who: "rep",
    target: () => '[data-tour="time-hours"]',
    place: onFirstTicket,
    isDoneByClick: true,
  },
  {
    id: "take",
    who: "lead",
    target: () => ".chat-pane",
    place: anywhere,
  },
  {
    id: "reply",
    who: "rep",
    target: () => '[data-tour="reply"]',
    place: onFirstTicket,
    isDoneByClick: true,
  },
  {
    id: "close",
    who: "rep",
    target: () => '[data-tour="close"]',
    place: onFirstTicket,
    isDoneByClick: true,
  },
  { id: "visit", who: "rep", target: () => '[data-tour="tasks"]', place: anywhere },
  {
    id: "home",
    who: "manager",
    target: () => '[data-tour="view-home"]',
    place: anywhere,
    isDone: ({ route }) => route.view === "home",
  },
  { id: "figures", who: "manager", target: () => ".app-settings", place: () => "#/home" },
  {
    id: "settings",
    who: "admin",
    target: () => '[data-tour="view-settings"]',
    place: anywhere,
    isDone: ({ route }) => route.view === "settings",
  },
  { id: "policy", who: "admin", target: () => ".app-settings", place: () => "#/settings" },
  {
    id: "troubles",
    who: "admin",
    target: () => '[data-tour="troubles"]',
    place: anywhere,
    isDoneByClick: true,
  },
  { id: "end", who: "all", target: anywhere, place: anywhere },
];
