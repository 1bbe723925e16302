import type { CustomerCard } from "../../src/contract/customer-card.ts";
import type { CustomerFile, FileEntry } from "../../src/contract/customer-file.ts";
import { SERVER_NOW } from "./card-samples.ts";

export const customerCard: CustomerCard = {
  state: "shown",
  serverNow: SERVER_NOW,
  dataAt: SERVER_NOW,
  language: "en",
  headline: "62 of 100 points · 1 open ticket",
  observeNotice: null,
  tier: {
    id: "key",
    label: "Key customer",
    variant: "success",
    score: 62,
    since: "Since Thu 26 Mar: points rose",
    origin: ["The tier of Nordwind counts for this contact."],
    dimensions: [{ id: "value", label: "Value", percent: 71, text: "50 of 70" }],
    reasons: [
      { label: "Revenue", value: "123,400", points: "+50", details: ["total_revenue"] },
      { label: "Deals", value: "3", points: "+12", details: [] },
    ],
    missing: ["Last visit"],
  },
  next: {
    up: ["12,400 more: Revenue → Key"],
    down: ["Revenue below 50,000 → Developing"],
    pending: { title: "Developing from Sat 25 Apr", text: "8 points keep Key." },
  },
  override: {
    text: "Sets the tier for a time.",
    tiers: [
      { value: "key", label: "Key" },
      { value: "standard", label: "Standard" },
    ],
    days: [{ value: 30, label: "30 d" }],
    isHeld: false,
    mayEnd: false,
    words: {
      title: "Set the tier by hand",
      held: "Tier set by hand",
      tier: "Tier",
      reason: "Reason",
      endsIn: "Holds for",
      missing: "Fill this in",
      submit: "Set the tier",
      end: "End it now",
      failed: "This could not be recorded.",
    },
  },
  benefits: [
    {
      grantId: "parts 20000",
      label: "Parts",
      text: "At once.",
      leftPercent: 66,
      leftText: "2 of 3 left",
      variant: "warning",
      validText: "Valid until Mon 15 Jun",
      uses: ["Tue 24 Mar: Rosa Rep"],
    },
  ],
  openTickets: [
    {
      ticketId: "901",
      subject: "Pump leaks",
      url: "https://app.hubspot.com/contacts/1/record/0-5/901",
      stateLabel: "Running",
      variant: "info",
      text: "First response, due 16:30",
    },
  ],
  moreTickets: "… and 3 more",
  nextVisit: "Fri 3 Apr: regular return visit",
  changes: ["Thu 26 Mar: Developing → Key"],
  words: {
    why: "Why this tier",
    missing: "Not known",
    next: "What would change it",
    up: "Up at once",
    down: "Down later",
    benefits: "Benefits",
    noBenefits: "No benefit is open.",
    use: "Use",
    note: "What for?",
    useSubmit: "Record the use",
    useFailed: "This could not be recorded.",
    openTickets: "Open tickets",
    noTickets: "No ticket is open.",
    nextVisit: "Next return visit",
    changes: "Last tier changes",
  },
};

const ticketEntry: FileEntry = {
  key: "12.ticket.901",
  kind: "ticket",
  kindLabel: "Ticket",
  icon: "ticket",
  variant: "danger",
  when: "Thu 26 Mar",
  title: "Pump leaks",
  stateLabel: "Open",
  facts: ["Broken: Resolution"],
  url: "https://app.hubspot.com/contacts/1/record/0-5/901",
};

export const visitEntry: FileEntry = {
  ...ticketEntry,
  key: "11.visit.v1",
  kind: "visit",
  kindLabel: "Visit",
  icon: "date",
  title: "Return visit",
  stateLabel: null,
  facts: [],
  url: null,
};

export const customerFile: CustomerFile = {
  state: "shown",
  serverNow: SERVER_NOW,
  dataAt: SERVER_NOW,
  language: "en",
  headline: "Nordwind: 2 entries since Thu 20 Feb",
  observeNotice: null,
  figures: [{ label: "Tickets", value: "4" }],
  charts: [
    {
      title: "Each month",
      rows: [{ month: "Mar", what: "Tickets", count: 3 }],
      colors: { Tickets: "blue" },
    },
  ],
  hints: ["No purchase is known."],
  filters: [
    { value: "ticket", label: "Tickets (1)" },
    { value: "visit", label: "Visits (1)" },
  ],
  activities: { state: "fresh", text: "Read 2 min ago", variant: "default" },
  first: { state: "page", entries: [ticketEntry], next: "12.ticket.901" },
  words: {
    all: "All",
    more: "Show earlier entries",
    refresh: "Read again",
    empty: "There is no such entry.",
    hints: "The file would tell more",
    failed: "This page could not be loaded.",
    retry: "Try again",
  },
};
