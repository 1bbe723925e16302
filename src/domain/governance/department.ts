import { z } from "zod";
import { TimeWindow } from "../time/time-window.ts";
import { WEEKDAYS } from "../time/zone.ts";
import { Language, Words } from "../words.ts";
import { Conditions } from "./target.ts";

/** The departments of a portal: who is there, when, and where they are told of a case. */

const MAX_EXCEPTIONS = 50;
const MAX_DEPUTIES = 20;
const MAX_MEMBERS = 200;
const MAX_REGIONS = 100;
const MAX_SHIFTS = 100;
const MAX_ABSENCES = 500;
const MAX_NAME_LENGTH = 200;

export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and underscores");

/** What a department does; for people to read, no rule asks for it. */
export const DepartmentKind = z.enum([
  "service",
  "technical_support",
  "repair",
  "parts",
  "customer_relations",
  "sales",
  "research",
  "production",
  "partner",
  "other",
]);
export type DepartmentKind = z.infer<typeof DepartmentKind>;

const PersonName = z.string().min(1).max(MAX_NAME_LENGTH);

/**
 * Somebody who serves. Whom a chat account belongs to is found by the e-mail address, or said by that
 * person; without either the name is all there is, and is shown.
 */
export const PolicyPerson = z.union([
  PersonName,
  z.strictObject({ name: PersonName, email: z.email().optional() }),
]);
export type PolicyPerson = z.infer<typeof PolicyPerson>;

/** A person as rules and messages speak of one; e-mail addresses in small letters. */
export type Person = { readonly name: string; readonly email: string | null };

export function personOf(entry: PolicyPerson): Person {
  if (typeof entry === "string") return { name: entry, email: null };
  return { name: entry.name, email: entry.email?.toLowerCase() ?? null };
}

/** Names one of the department's people, by e-mail address or else by name. */
const PersonKey = z.string().min(1).max(MAX_NAME_LENGTH);

const OnCall = z.strictObject({
  shifts: z
    .array(
      z.strictObject({
        days: z.array(z.enum(WEEKDAYS)).min(1).max(7),
        window: TimeWindow.meta({ description: "in the zone of the department's calendar" }),
        person: PersonKey,
      }),
    )
    .min(1)
    .max(MAX_SHIFTS),
  absences: z
    .array(
      z
        .strictObject({
          person: PersonKey,
          fromDate: z.iso.date(),
          toDate: z.iso.date().meta({ description: "the last day of it" }),
          standIn: PersonKey.optional(),
        })
        .refine(({ fromDate, toDate }) => fromDate <= toDate, {
          path: ["toDate"],
          error: "expected a day that is not before fromDate",
        }),
    )
    .max(MAX_ABSENCES)
    .default([]),
});
export type OnCall = z.infer<typeof OnCall>;

const QuietHours = z.strictObject({
  calendarId: z
    .string()
    .optional()
    .meta({ description: "quiet while it is closed; by default the department's own calendar" }),
  except: z
    .array(Conditions)
    .max(MAX_EXCEPTIONS)
    .optional()
    .meta({ description: "tickets that disturb all the same; by default major faults" }),
});

export const Department = z.strictObject({
  id: Id,
  name: Words,
  kind: DepartmentKind.default("service"),
  lead: PolicyPerson.meta({ description: "the person in charge, as shown to people" }),
  deputies: z.array(PolicyPerson).max(MAX_DEPUTIES).default([]),
  members: z.array(PolicyPerson).max(MAX_MEMBERS).default([]),
  calendarId: z
    .string()
    .optional()
    .meta({ description: "its hours: a ladder waits in them, and outside of them it is quiet" }),
  regions: z
    .array(z.string().min(1))
    .max(MAX_REGIONS)
    .default([])
    .meta({ description: "for a network: the regions that it is near to" }),
  onCall: OnCall.optional(),
  channelId: z.string().min(1).meta({ description: "Slack channel id, e.g. C0123456789" }),
  fallbackChannelId: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "channel that is written to while the other one cannot be" }),
  quietHours: QuietHours.optional(),
  dailyDigest: z
    .boolean()
    .default(true)
    .meta({ description: "at its opening, what is open; only with calendarId" }),
  language: Language,
});
export type Department = z.infer<typeof Department>;

/** Everybody who is named, each once: lead, deputies, members. */
export function peopleOf(
  department: Pick<Department, "lead" | "deputies" | "members">,
): readonly Person[] {
  const { lead, deputies, members } = department;
  const people = [lead, ...deputies, ...members].map(personOf);
  return people.filter(
    (person, index) => people.findIndex((other) => isSamePerson(other, person)) === index,
  );
}

export function isSamePerson(one: Person, other: Person): boolean {
  if (one.email !== null && other.email !== null) return one.email === other.email;
  return one.name === other.name;
}

/** The person that a rota means; null when the department has nobody like that. */
export function personNamed(
  department: Pick<Department, "lead" | "deputies" | "members">,
  key: string,
): Person | null {
  const people = peopleOf(department);
  const byEmail = people.find(({ email }) => email === key.toLowerCase());
  return byEmail ?? people.find(({ name }) => name === key) ?? null;
}
