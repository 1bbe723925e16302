import { Policy } from "../../src/domain/governance/policy.ts";
import { policyDocument } from "./small-policy.ts";

/** What the worlds of the planner's tests are ruled by. */

export type Absence = { readonly fromDate: string; readonly toDate: string };

export const CAP = { contacts: 2, withinDays: 30 };

/** Three tiers, each with an interval; greetings, maintenance and renewals; a team, absences, a contact cap. */
export function policyOfWorld(
  {
    perDay,
    perWeek,
    contacts = CAP.contacts,
  }: { readonly perDay: number; readonly perWeek: number; readonly contacts?: number | undefined },
  world: {
    readonly team: readonly string[];
    readonly holidays: ReadonlySet<string>;
    readonly absences: ReadonlyMap<string, readonly Absence[]>;
  },
): Policy {
  const words = (name: string) => ({ en: name, "zh-TW": name, "zh-CN": name });
  const [office] = policyDocument.calendars;
  return Policy.parse({
    ...policyDocument,
    calendars: [
      { ...office, holidays: [...world.holidays].map((date) => ({ date, name: "Off" })) },
    ],
    visits: {
      ...policyDocument.visits,
      preferredWindowProperty: "preferred_time",
      owners: { teams: [{ id: "inside", ownerIds: world.team }] },
      contactCap: { ...CAP, contacts },
      capacity: {
        perDay,
        perWeek,
        byOwner: [...world.absences].map(([ownerId, absences], index) => ({
          ownerId,
          absences,
          ...(index % 5 === 0 ? { perWeek: Math.ceil(perWeek / 2) } : {}),
        })),
      },
      care: [
        {
          id: "birthday",
          kind: "greeting",
          name: words("Birthday"),
          anchor: { on: "date_property", property: "date_of_birth", repeat: "yearly" },
          earlyDays: 3,
          lateDays: 3,
        },
        {
          id: "moon_birthday",
          kind: "greeting",
          name: words("Birthday of the lunar calendar"),
          anchor: { on: "date_property", property: "lunar_birthday", repeat: "lunar_yearly" },
        },
        {
          id: "maintenance",
          kind: "preventive",
          name: words("Maintenance"),
          anchor: { on: "date_property", property: "installed_on", everyMonths: 6 },
          channel: "onsite",
          lateDays: 30,
        },
        {
          id: "renew",
          kind: "renewal",
          name: words("Renewal"),
          anchor: { on: "renewal", property: "renewal_date", leadDays: 60 },
          lateDays: 40,
        },
      ],
    },
  });
}
