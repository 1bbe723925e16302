import { z } from "zod";
import { TierId } from "../tiering/tier.ts";
import { Words } from "../words.ts";
import { type CareAnchor, CareItem, CareKind, VisitChannel } from "./care.ts";
import { Id } from "./department.ts";

/** How return visits and care are planned: how often, by whom, how many. */

const MAX_SCRIPTS = 100;
const MAX_QUESTIONS = 50;
const MAX_TEAMS = 100;
const MAX_MEMBERS = 500;
const MAX_OWNERS = 1_000;
const MAX_ABSENCES = 100;
const MAX_CARE_ITEMS = 100;
/** More than anybody can do. */
const MAX_A_DAY = 100;
const MAX_A_WEEK = 700;

const OwnerId = z.string().min(1).meta({ description: "HubSpot owner id" });

export const Cadence = z.strictObject({
  afterCloseDays: z
    .int()
    .min(1)
    .max(365)
    .meta({ description: "days from closing to the return visit" }),
  idealDays: z.int().min(1).max(730).meta({ description: "yellow after it" }),
  maximumDays: z.int().min(1).max(730).meta({ description: "red after it" }),
  channel: VisitChannel.default("phone"),
  durationMinutes: z.int().min(5).max(480).default(20),
  scriptId: Id.optional(),
});
export type Cadence = z.infer<typeof Cadence>;

const Script = z.strictObject({
  id: Id,
  name: Words,
  questions: z
    .array(
      z.strictObject({
        text: Words,
        customers: z
          .enum(["all", "companies", "contacts"])
          .default("all")
          .meta({ description: "whom it is for" }),
      }),
    )
    .min(1)
    .max(MAX_QUESTIONS),
});
export type Script = z.infer<typeof Script>;

const Team = z.strictObject({
  id: Id,
  ownerIds: z.array(OwnerId).min(1).max(MAX_MEMBERS),
  tiers: z.array(TierId).min(1).optional().meta({ description: "every tier where left out" }),
});
export type Team = z.infer<typeof Team>;

const Owners = z.strictObject({
  teams: z
    .array(Team)
    .max(MAX_TEAMS)
    .default([])
    .meta({ description: "who visits customers without an owner; the first that takes the tier" }),
  fallbackOwnerId: OwnerId.optional(),
});

const perDay = z.int().min(1).max(MAX_A_DAY);
const perWeek = z.int().min(1).max(MAX_A_WEEK);

const Capacity = z.strictObject({
  perDay: perDay.default(8),
  perWeek: perWeek.default(40),
  byOwner: z
    .array(
      z.strictObject({
        ownerId: OwnerId,
        perDay: perDay.optional(),
        perWeek: perWeek.optional(),
        calendarId: z.string().optional().meta({ description: "their own hours" }),
        absences: z
          .array(
            z
              .strictObject({
                fromDate: z.iso.date(),
                toDate: z.iso.date().meta({ description: "the last day of it" }),
              })
              .refine(({ fromDate, toDate }) => fromDate <= toDate, {
                path: ["toDate"],
                error: "expected a day that is not before fromDate",
              }),
          )
          .max(MAX_ABSENCES)
          .default([]),
      }),
    )
    .max(MAX_OWNERS)
    .default([]),
});
export type Capacity = z.infer<typeof Capacity>;

export const CARE_ORDER = [
  "follow_up",
  "visit",
  "preventive",
  "renewal",
  "training",
  "reward",
  "invitation",
  "greeting",
] as const satisfies readonly CareKind[];

const ContactCap = z.strictObject({
  contacts: z.int().min(1).max(100),
  withinDays: z.int().min(1).max(365),
  order: z
    .array(CareKind)
    .default([...CARE_ORDER])
    .meta({ description: "what goes first when not all may; kinds that are not named come last" }),
});
export type ContactCap = z.infer<typeof ContactCap>;

export const VisitPlan = z.strictObject({
  calendarId: z.string(),
  horizonDays: z
    .int()
    .min(1)
    .max(90)
    .default(14)
    .meta({ description: "tasks are made this many days ahead" }),
  byTier: z.record(TierId, Cadence),
  scripts: z.array(Script).max(MAX_SCRIPTS).default([]),
  owners: Owners.prefault({}),
  capacity: Capacity.prefault({}),
  contactCap: ContactCap.optional().meta({
    description: "contacts of any kind that one customer gets within so many days at most",
  }),
  preferredWindowProperty: z.string().min(1).optional().meta({
    description: 'property with when a customer wants to be called, e.g. "tue,thu 14:00-17:00"',
  }),
  retry: z
    .strictObject({
      afterDays: z.int().min(1).max(90).default(3),
      atMost: z
        .int()
        .min(1)
        .max(20)
        .default(3)
        .meta({ description: "tries before it is given up" }),
    })
    .prefault({})
    .meta({ description: "when a customer was not reached" }),
  care: z.array(CareItem).max(MAX_CARE_ITEMS).default([]),
});
export type VisitPlan = z.infer<typeof VisitPlan>;

/** A property of customers that the plan reads, with its place in the policy. */
export type PlanProperty = { readonly path: string; readonly name: string };

/** The properties of customers that planning asks for. */
export function planProperties({
  care,
  preferredWindowProperty,
}: Pick<VisitPlan, "care" | "preferredWindowProperty">): readonly PlanProperty[] {
  const preferred =
    preferredWindowProperty === undefined
      ? []
      : [{ path: "visits.preferredWindowProperty", name: preferredWindowProperty }];
  return [
    ...preferred,
    ...care.flatMap(({ anchor }, index) =>
      propertiesOf(anchor).map(({ key, name }) => ({
        path: `visits.care[${index}].anchor.${key}`,
        name,
      })),
    ),
  ];
}

function propertiesOf(
  anchor: CareAnchor,
): readonly { readonly key: string; readonly name: string }[] {
  switch (anchor.on) {
    case "date_property":
    case "renewal":
      return [{ key: "property", name: anchor.property }];
    case "low_score":
      return [
        { key: "property", name: anchor.property },
        { key: "dateProperty", name: anchor.dateProperty },
      ];
    case "benefit_unused":
    case "ticket_closed":
      return [];
  }
}
