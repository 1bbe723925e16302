import type { CustomerVisit, CustomerVisits } from "../../src/contract/customer-visits.ts";
import { enVisits } from "../../src/messages/en-visits.ts";

export const visitSample: CustomerVisit = {
  visitId: "after_ticket:501",
  attempt: 1,
  kind: "visit",
  title: "Return visit · Phone · 20 min",
  when: "Due Fri 27 Mar, 09:00 (Taipei)",
  window: "At the latest Fri 27 Mar",
  colour: { label: "On time", variant: "success" },
  owner: "Owner: Rosa Rep",
  isAssigned: true,
  why: ["return visit after a ticket"],
  isHeld: false,
  script: [],
  letter: null,
  asks: "nothing",
  notice: null,
};

export const visitsSample: CustomerVisits = {
  visits: [visitSample],
  history: [],
  reached: [
    { value: "yes", label: "Reached" },
    { value: "no", label: "Not reached" },
  ],
  moods: [{ value: "good", label: "Satisfied" }],
  replies: [{ value: "yes", label: "Comes" }],
  channels: [{ value: "phone", label: "Phone" }],
  words: enVisits.words,
};
