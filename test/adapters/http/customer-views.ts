import type { CustomerFileView, FileItem } from "../../../src/app/tiering/customer-file-view.ts";
import type { CustomerView } from "../../../src/app/tiering/customer-view.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import type { BenefitGrant, BenefitUse } from "../../../src/domain/tiering/benefit.ts";
import { countByKind } from "../../../src/domain/tiering/customer-file.ts";
import type { CustomerRow } from "../../../src/ports/store.ts";
import { gradeOf } from "../../support/grades.ts";
import { now, policy, portal } from "./ticket-views.ts";

export const dayMs = 86_400_000;
const words = (en: string) => ({ en, "zh-TW": `${en} 繁`, "zh-CN": `${en} 简` });

export const tieredPolicy = Policy.parse({
  ...policy,
  tierInputs: [
    {
      id: "revenue",
      kind: "company",
      property: "total_revenue",
      label: words("Revenue"),
      bands: [{ from: 0, points: 10 }],
    },
    {
      id: "tenure",
      kind: "company",
      dimension: "loyalty",
      history: "tenure_days",
      label: words("Customer for"),
      bands: [{ from: 0, points: 10 }],
    },
    {
      id: "last_visit",
      kind: "company",
      dimension: "potential",
      property: "last_visit",
      measure: "days_since",
      label: words("Last visit"),
      bands: [{ from: 0, points: 10 }],
    },
  ],
  tiering: {
    weights: { value: 70, loyalty: 30, potential: 0 },
    caps: { value: 80, loyalty: 30, potential: 10 },
  },
  benefits: {
    key: [{ id: "parts", name: words("Parts"), text: words("At once."), quota: 3, validDays: 90 }],
    developing: [],
    standard: [],
  },
});

export const company: CustomerRow = {
  kind: "company",
  id: "77",
  properties: { name: "Nordwind" },
  grade: gradeOf("key", 62, {
    reasons: [
      {
        inputId: "tenure",
        dimension: "loyalty",
        property: "history.tenure_days",
        value: 1,
        rawPoints: 12,
        points: 12,
      },
      {
        inputId: "revenue",
        dimension: "value",
        property: "total_revenue",
        value: 123_400,
        rawPoints: 90,
        points: 50,
      },
    ],
    missing: ["last_visit", "some_other"],
  }),
  gradedAt: now - dayMs,
  evaluatedAt: now,
  policyVersion: 1,
  dataAt: now - 2 * dayMs,
};

export const grant: BenefitGrant = {
  grantId: "parts 20000",
  benefitId: "parts",
  grantedAt: now - 10 * dayMs,
  expiresAt: now + 80 * dayMs,
  quota: 3,
  by: "tier",
};

export const use: BenefitUse = {
  useKey: "act-1",
  grantId: grant.grantId,
  at: now - 3 * dayMs,
  by: { id: "7", name: "Rosa Rep" },
  note: "Pump seal",
};

export function customerViewOf(changes: Partial<CustomerView> = {}): CustomerView {
  return {
    now,
    portal,
    policy: tieredPolicy,
    customer: { kind: "company", id: "77" },
    row: company,
    isDeleted: false,
    company: null,
    next: { up: [], down: [], missingPoints: null },
    changes: [],
    grants: [],
    uses: [],
    openTickets: [],
    complaints: [],
    correctiveActions: [],
    visits: [],
    answers: [],
    surveyAccess: "granted",
    outcomes: [],
    deletedTasks: [],
    owners: [],
    may: { override: false, people: [] },
    ...changes,
  };
}

export function fileViewOf(
  items: readonly FileItem[] = [],
  changes: Partial<CustomerFileView> = {},
): CustomerFileView {
  return {
    now,
    portal,
    policy: tieredPolicy,
    customer: { kind: "company", id: "77" },
    row: company,
    isDeleted: false,
    owners: [{ ownerId: "31", userId: "1", email: null, name: "Rosa Rep" }],
    page: { entries: items, next: null },
    counts: countByKind(items),
    sinceAt: items.length === 0 ? null : now - 400 * dayMs,
    figures: {
      tickets: 4,
      met: 2,
      breached: 1,
      repeats: 1,
      uncategorised: 0,
      purchases: 1_200,
      lastTouchAt: now - 2 * dayMs,
    },
    months: {
      months: ["2026-02", "2026-03"],
      tickets: [1, 3],
      touches: [0, 2],
      met: [0, 0],
      breached: [0, 0],
      firstResponseMs: [null, null],
      nextReplyMs: [null, null],
    },
    answers: [],
    activities: { readAt: now - 120_000, refused: [], isCut: false, count: 3 },
    isStale: false,
    repeatWithinMs: 30 * dayMs,
    unread: [],
    ...changes,
  };
}
