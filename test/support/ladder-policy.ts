import { Policy } from "../../src/domain/governance/policy.ts";
import { policyDocument } from "./small-policy.ts";

const [support] = policyDocument.departments;
const [office] = policyDocument.calendars;
const [, anyReply, anyResolution] = policyDocument.targets;

/** Two departments with people, hours, a rota and ladders; tests change what they are about. */
export const ladderDocument = {
  ...policyDocument,
  calendars: [office, { id: "always", zone: "Asia/Taipei", always: true }],
  fields: { severity: "severity", region: "region" },
  complaintCategories: ["COMPLAINT"],
  targets: [
    anyReply,
    anyResolution,
    {
      clock: "department_response",
      severity: "major_fault",
      durationMinutes: 15,
      calendarId: "always",
    },
    { clock: "department_response", durationMinutes: 60, calendarId: "office" },
  ],
  departments: [
    {
      ...support,
      lead: { name: "Mei", email: "mei@example.com" },
      deputies: ["Dan"],
      members: [{ name: "Ann", email: "ann@example.com" }, "Bo"],
      calendarId: "office",
      regions: ["north"],
      onCall: {
        shifts: [
          { days: ["mon", "tue", "wed"], window: "09:00-18:00", person: "ann@example.com" },
          { days: ["thu", "fri"], window: "09:00-18:00", person: "Bo" },
        ],
        absences: [{ person: "Bo", fromDate: "2026-05-07", toDate: "2026-05-08", standIn: "Dan" }],
      },
    },
    {
      ...support,
      id: "relations",
      channelId: "C0RELATIONS1",
      lead: "Li",
      members: ["Kim"],
      calendarId: "always",
    },
  ],
  routes: [
    { category: "COMPLAINT", department: "support", coDepartment: "relations" },
    { severity: "major_fault", network: ["support", "relations"] },
    { department: "support" },
  ],
  ladders: [
    {
      id: "urgent",
      severity: "major_fault",
      levels: [
        { tell: ["lead"], waitMinutes: 10 },
        { tell: ["service_managers"], waitMinutes: 10 },
      ],
    },
    {
      id: "support",
      department: "support",
      levels: [
        { tell: ["on_call"], waitMinutes: 30 },
        { tell: ["lead", "deputies"], waitMinutes: 60 },
        { handOver: "relations" },
      ],
      staleAfterMinutes: 240,
    },
    {
      id: "calls",
      triggers: ["complaint", "low_rating"],
      levels: [{ tell: ["members"], waitMinutes: 60 }],
    },
    { id: "others", levels: [{ tell: ["lead"], waitMinutes: 60 }] },
  ],
  caseTriggers: { complaints: true, lowRatings: [{ property: "score", atMost: 2 }] },
  serviceManagement: {
    managers: ["Mara"],
    calendarId: "office",
    channelId: "C0MANAGERS1",
    language: "en",
  },
} as const;

export function ladderPolicy(changes: Record<string, unknown> = {}): Policy {
  return Policy.parse({ ...ladderDocument, ...changes });
}
