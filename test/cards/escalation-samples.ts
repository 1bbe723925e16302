import type {
  CardCase,
  CardConnect,
  CardEscalateForm,
  CardEscalation,
} from "../../src/contract/card-escalation.ts";

export const takenCase: CardCase = {
  caseId: "7001-1",
  state: "acknowledged",
  stateLabel: "Taken",
  variant: "info",
  icon: "contact",
  department: "Field service",
  facts: ["With Ada and Ben", "Level 1 of 3 told: Ada"],
  question: null,
  timeline: ["Ada took it at 10:02", "Opened at 09:58: first response at risk"],
  mayLift: false,
  mayReopen: false,
};

export const offeredForm: CardEscalateForm = {
  text: "Calls a department.",
  departments: [
    { value: "parts", label: "Spare parts" },
    { value: "field", label: "Field service" },
  ],
  reasons: [
    { value: "needs_parts", label: "Spare parts are needed" },
    { value: "other", label: "Another reason" },
  ],
  words: {
    title: "Escalate",
    department: "Department",
    reason: "Reason",
    text: "What is wrong",
    ask: "What to do",
    wantedDate: "Wanted by",
    wantedTime: "Time (Berlin)",
    wantedHalf: "Both or neither",
    submit: "Escalate",
  },
};

export const takenEscalation: CardEscalation = {
  notice: null,
  cases: [takenCase],
  more: null,
  form: null,
  words: {
    none: "Not escalated",
    question: "Question to you",
    timeline: "What happened",
    answer: { title: "Answer", text: "Your answer", submit: "Send" },
    lift: { title: "Lift", text: "Why", submit: "Lift it" },
    reopen: { title: "Open again", text: "Why again", submit: "Open it" },
    missing: "Fill this in",
    failed: "Not recorded",
  },
};

export const offeredConnect: CardConnect = {
  text: "Nobody knows you yet.",
  words: { title: "Connect", submit: "Show my code", failed: "Not recorded" },
};
