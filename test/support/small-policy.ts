import { Policy } from "../../src/domain/governance/policy.ts";

const words = (name: string) => ({ en: name, "zh-TW": name, "zh-CN": name });

/** A small complete policy document; tests change what they are about. */
export const policyDocument = {
  calendars: [
    {
      id: "office",
      zone: "Asia/Taipei",
      weekly: {
        mon: ["09:00-12:00", "13:00-18:00"],
        tue: ["09:00-12:00", "13:00-18:00"],
        wed: ["09:00-12:00", "13:00-18:00"],
        thu: ["09:00-12:00", "13:00-18:00"],
        fri: ["09:00-12:00", "13:00-18:00"],
      },
      holidays: [{ date: "2026-04-06", name: "Tomb-Sweeping Day (observed)" }],
    },
  ],
  tiers: [
    { id: "key", name: words("Key customer"), fromScore: 70 },
    { id: "developing", name: words("Developing customer"), fromScore: 30 },
    { id: "standard", name: words("Standard customer"), fromScore: 0 },
  ],
  tierInputs: [
    {
      id: "company_revenue",
      kind: "company",
      property: "total_revenue",
      label: words("Revenue"),
      bands: [
        { from: 10_000, points: 30 },
        { from: 100_000, points: 70 },
      ],
    },
    {
      id: "company_deals",
      kind: "company",
      property: "num_associated_deals",
      label: words("Deals"),
      bands: [
        { from: 2, points: 15 },
        { from: 10, points: 40 },
      ],
    },
    {
      id: "contact_revenue",
      kind: "contact",
      property: "total_revenue",
      label: words("Revenue"),
      bands: [{ from: 1_000, points: 50 }],
    },
  ],
  targets: [
    { clock: "first_response", tier: "key", durationMinutes: 30, calendarId: "office" },
    { clock: "first_response", durationMinutes: 240, calendarId: "office" },
    { clock: "resolution", durationMinutes: 2400, calendarId: "office" },
  ],
  waiting: [{ stageId: "2", reason: "waiting_customer" }],
  departments: [
    {
      id: "support",
      name: words("Technical support"),
      lead: "Mei-ling Chen",
      channelId: "C0SUPPORT01",
      fallbackChannelId: "C0FALLBACK1",
      language: "zh-TW",
    },
  ],
  routes: [{ department: "support" }],
  visits: {
    calendarId: "office",
    byTier: {
      key: { afterCloseDays: 3, idealDays: 30, maximumDays: 45 },
      developing: { afterCloseDays: 7, idealDays: 90, maximumDays: 120 },
      standard: { afterCloseDays: 14, idealDays: 180, maximumDays: 270 },
    },
  },
};

export const testPolicy: Policy = Policy.parse(policyDocument);
