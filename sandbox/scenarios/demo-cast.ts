import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { PauseReason } from "../../src/domain/governance/clock-rules.ts";

/** The people, firms and tickets of the demo, as its two YAML files tell them. */

const Key = z.string().regex(/^[a-z]+$/);
const Minutes = z.number().nonnegative();
const Properties = z.record(z.string(), z.string());

const Owner = z.strictObject({
  key: Key,
  id: z.string(),
  userId: z.int(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.email(),
  team: z.string(),
});

const Customer = z.strictObject({
  key: Key,
  contact: Properties,
  company: Properties.optional(),
  totalRevenue: z.number().optional(),
  deals: z.int().optional(),
  owner: Key,
  daysAgo: z.int().positive(),
});
export type DemoCustomer = z.infer<typeof Customer>;

const Ticket = z.strictObject({
  key: Key.optional(),
  customer: Key,
  owner: Key.optional(),
  priority: z.enum(["LOW", "MEDIUM", "HIGH", "URGENT"]).optional(),
  category: z.string(),
  source: z.enum(["CHAT", "EMAIL", "FORM", "PHONE"]),
  subject: z.string().min(1),
  content: z.string().min(1),
  hoursAgo: z.number().nonnegative().default(0),
  minutesAgo: Minutes.default(0),
  /** The steps are counted around the clock instead of in office hours. */
  isAroundTheClock: z.boolean().default(false),
  replied: Minutes.optional(),
  waiting: Minutes.optional(),
  customerWrote: Minutes.optional(),
  solved: Minutes.optional(),
  reopened: Minutes.optional(),
  solvedAgain: Minutes.optional(),
  /** Somebody pauses the ticket by hand on its card, at the start of the demo. */
  paused: z.strictObject({ reason: PauseReason, note: z.string() }).optional(),
});
export type DemoTicket = z.infer<typeof Ticket>;

const People = z.strictObject({ owners: z.array(Owner), customers: z.array(Customer) });
export type DemoCast = z.infer<typeof People> & { readonly tickets: readonly DemoTicket[] };

/** Read once: a start asks for it several times. */
let cast: DemoCast | null = null;

export function readDemoCast(): DemoCast {
  cast ??= {
    ...readYaml("demo-people", People),
    tickets: readYaml("demo-tickets", z.array(Ticket)),
  };
  return cast;
}

function readYaml<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  return schema.parse(parse(readFileSync(new URL(`./${name}.yaml`, import.meta.url), "utf8")));
}

/** Who has a screen in the CRM of the demo. */
export function demoPeople(): readonly Pick<
  DemoCast["owners"][number],
  "userId" | "email" | "firstName" | "lastName"
>[] {
  return readDemoCast().owners.map(({ userId, email, firstName, lastName }) => ({
    ...{ userId, email, firstName, lastName },
  }));
}
