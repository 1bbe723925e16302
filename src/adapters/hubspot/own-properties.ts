import { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { CrmObject } from "../../ports/crm.ts";

/**
 * What Aftercare adds to HubSpot: what it writes, so that lists, views, workflows and reports can use
 * what it knows, and what people or workflows fill in, since HubSpot has no field for it. `choices` are the only values that HubSpot will take, besides `""`.
 */
export type OwnProperty = {
  readonly name: `aftercare_${string}`;
  readonly label: string;
  readonly description: string;
  readonly type: "text" | "long_text" | "number" | "date" | "instant" | "choice";
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
};

export const OWN_GROUP = { name: "aftercare", label: "Aftercare" } as const;

const CLOCK_STATES = [
  { value: "running", label: "Running" },
  { value: "paused", label: "Paused" },
  { value: "met", label: "Met" },
  { value: "breached", label: "Breached" },
  { value: "cancelled", label: "Cancelled" },
] as const;

const WORST_STATUSES = [
  { value: "running", label: "Running" },
  { value: "paused", label: "Paused" },
  { value: "at_risk", label: "At risk" },
  { value: "met", label: "Met" },
  { value: "breached", label: "Breached" },
  { value: "cancelled", label: "Cancelled" },
] as const;

const ESCALATION_STATES = [
  { value: "open", label: "Open" },
  { value: "acknowledged", label: "Acknowledged" },
  { value: "handed_over", label: "Handed over" },
  { value: "resolved", label: "Resolved" },
  { value: "withdrawn", label: "Withdrawn" },
] as const;

const COMPLAINT_STATES = [
  { value: "proposed", label: "Proposed" },
  { value: "dismissed", label: "Dismissed" },
  { value: "open", label: "Open" },
  { value: "acknowledged", label: "Acknowledged" },
  { value: "answered", label: "Answered" },
  { value: "left_open", label: "Ticket closed without an answer" },
  { value: "closed", label: "Closed" },
] as const;

const CLOCKS: Readonly<Record<ClockKind, { readonly label: string; readonly promised: string }>> = {
  first_response: { label: "First response", promised: "the first response" },
  next_reply: { label: "Next reply", promised: "the reply to the customer's last message" },
  update: { label: "Update", promised: "the next update" },
  on_site_arrival: { label: "On-site arrival", promised: "the arrival on site" },
  resolution: { label: "Resolution", promised: "the solution" },
  complaint_ack: {
    label: "Complaint acknowledgement",
    promised: "the answer that takes the complaint up",
  },
  complaint_answer: { label: "Complaint answer", promised: "the answer to the complaint" },
  department_response: { label: "Department response", promised: "somebody who takes the case" },
};

function ofClock(kind: ClockKind): readonly OwnProperty[] {
  const { label, promised } = CLOCKS[kind];
  return [
    {
      name: `aftercare_${kind}_state`,
      label: `${label}: state`,
      description: `State of the newest clock for ${promised}; empty when none has run.`,
      type: "choice",
      choices: CLOCK_STATES,
    },
    {
      name: `aftercare_${kind}_due_at`,
      label: `${label}: due`,
      description: `Until when ${promised} is promised; empty while the clock is paused.`,
      type: "instant",
    },
  ];
}

/** Filled in by people or workflows; Aftercare never writes them. */
export const TOLD_BY_PEOPLE: readonly OwnProperty[] = [
  {
    name: "aftercare_severity",
    label: "Severity",
    description: "How much it affects the customer. A major fault may have promises of its own.",
    type: "choice",
    choices: [
      { value: "major_fault", label: "Major fault" },
      { value: "serious", label: "Serious" },
      { value: "minor", label: "Minor" },
    ],
  },
  {
    name: "aftercare_arrived_on_site_at",
    label: "Arrived on site",
    description: "When somebody arrived at the customer; ends the clock of the arrival on site.",
    type: "instant",
  },
  {
    name: "aftercare_complaint_answered_at",
    label: "Complaint answered",
    description:
      "When the customer had the answer to the complaint; ends the clock of that answer.",
    type: "instant",
  },
];

const OF_TICKETS: readonly OwnProperty[] = [
  {
    name: "aftercare_tier",
    label: "Service tier",
    description: "Tier of the customer when this ticket first met them.",
    type: "text",
  },
  ...ClockKind.options.flatMap(ofClock),
  {
    name: "aftercare_worst_status",
    label: "Worst service status",
    description: "The worst status among the clocks of this ticket.",
    type: "choice",
    choices: WORST_STATUSES,
  },
  {
    name: "aftercare_escalation_state",
    label: "Escalation",
    description:
      "State of the escalation case of this ticket that needs somebody most; of the last one when all have ended.",
    type: "choice",
    choices: ESCALATION_STATES,
  },
  {
    name: "aftercare_rating_link",
    label: "Rating link",
    description:
      "Where the customer can rate how this ticket was handled; empty before one is asked and after the answer. A workflow may send it.",
    type: "text",
  },
  {
    name: "aftercare_complaint_state",
    label: "Complaint",
    description:
      "How far the complaint of this ticket is; a complaint stays open when its ticket is closed without an outcome and a recorded answer.",
    type: "choice",
    choices: COMPLAINT_STATES,
  },
  ...TOLD_BY_PEOPLE,
];

const OF_CUSTOMERS: readonly OwnProperty[] = [
  {
    name: "aftercare_tier",
    label: "Service tier",
    description: "Tier of this customer by the policy of Aftercare.",
    type: "text",
  },
  {
    name: "aftercare_tier_score",
    label: "Service tier: score",
    description: "Score from 0 to 100 behind the tier.",
    type: "number",
  },
  {
    name: "aftercare_tier_reason",
    label: "Service tier: reasons",
    description: "The inputs that led to the tier, with their points.",
    type: "long_text",
  },
  {
    name: "aftercare_next_visit",
    label: "Next return visit",
    description: "Day of the next planned return visit.",
    type: "date",
  },
];

export const OWN_PROPERTIES: Readonly<Record<CrmObject, readonly OwnProperty[]>> = {
  ticket: OF_TICKETS,
  contact: OF_CUSTOMERS,
  company: OF_CUSTOMERS,
};

/** Without these lists and workflows of the account miss what Aftercare is for; the others are details. */
export const PROPERTIES_THAT_MATTER: readonly OwnProperty["name"][] = [
  "aftercare_tier",
  "aftercare_worst_status",
  "aftercare_first_response_due_at",
  "aftercare_first_response_state",
  "aftercare_resolution_due_at",
  "aftercare_resolution_state",
  "aftercare_escalation_state",
  "aftercare_next_visit",
];
