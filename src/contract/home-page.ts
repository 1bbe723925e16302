import { z } from "zod";
import { Variant } from "./card-parts.ts";

/** The app's home page: what needs whoever looks, how the team stands, whom we are losing touch with. */

export const HomeVisit = z.strictObject({
  visitId: z.string(),
  customer: z.string(),
  /** Record of the customer, on which the outcome is told; null without a customer. */
  url: z.string().nullable(),
  what: z.string(),
  when: z.string(),
  owner: z.string(),
  colour: z.strictObject({ label: z.string(), variant: Variant }),
});
export type HomeVisit = z.infer<typeof HomeVisit>;

export const HomeList = z.strictObject({
  id: z.string(),
  title: z.string(),
  visits: z.array(HomeVisit),
  /** How many more there are. */
  more: z.string().nullable(),
});
export type HomeList = z.infer<typeof HomeList>;

/** A clock, a case or a corrective action that somebody has to look at. */
export const HomeTask = z.strictObject({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  /** Which clock, which department, which step. */
  what: z.string(),
  when: z.string(),
  /** Who has it; empty where that is whoever looks. */
  owner: z.string(),
  state: z.strictObject({ label: z.string(), variant: Variant }),
});
export type HomeTask = z.infer<typeof HomeTask>;

export const HomeTaskList = z.strictObject({
  id: z.enum(["clocks", "cases", "actions", "worst", "open_actions"]),
  title: z.string(),
  tasks: z.array(HomeTask),
  /** That there are more. */
  more: z.string().nullable(),
});
export type HomeTaskList = z.infer<typeof HomeTaskList>;

/** How the open clocks of each department stand. */
export const HomeBoard = z.strictObject({
  /** The worst first. */
  rows: z.array(
    z.strictObject({
      department: z.string(),
      /** Overdue, at risk, on track, paused, cases that nobody took; a colour where it is not nothing. */
      cells: z.array(z.strictObject({ text: z.string(), variant: Variant.nullable() })),
    }),
  ),
  /** The heads of the cells. */
  columns: z.array(z.string()),
  chart: z.strictObject({
    title: z.string(),
    rows: z.array(
      z.strictObject({ department: z.string(), what: z.string(), count: z.int().min(0) }),
    ),
    /** By the words of `what`. */
    colors: z.record(z.string(), z.enum(["orange", "yellow", "green", "blue"])),
  }),
  /** The longest overdue clocks; null where nothing is at risk. */
  worst: HomeTaskList.nullable(),
});
export type HomeBoard = z.infer<typeof HomeBoard>;

export const HomePage = z.strictObject({
  state: z.enum(["shown", "not_connected"]),
  serverNow: z.number(),
  dataAt: z.number().nullable(),
  language: z.enum(["en", "zh-TW", "zh-CN"]),
  headline: z.string(),
  observeNotice: z.string().nullable(),
  /** Of whoever looks: clocks at risk, cases to take, actions that are overdue. */
  tasks: z.array(HomeTaskList),
  /** Null where no clock is open and no case waits. */
  board: HomeBoard.nullable(),
  /** Corrective actions that are not closed, whoever has them; null where there is none. */
  openActions: HomeTaskList.nullable(),
  /** Of whoever looks: what wants an outcome, red, yellow, today; what nobody has, what others are late with. */
  own: z.array(HomeList),
  /** Customers past the latest day, a list for each tier. */
  losingTouch: z.array(HomeList),
  calendar: z
    .strictObject({
      days: z.array(z.string()),
      rows: z.array(
        z.strictObject({
          owner: z.string(),
          cells: z.array(z.strictObject({ text: z.string(), variant: Variant.nullable() })),
          week: z.string(),
        }),
      ),
    })
    .nullable(),
  words: z.strictObject({
    tasks: z.string(),
    board: z.string(),
    quietBoard: z.string(),
    department: z.string(),
    openActions: z.string(),
    noActions: z.string(),
    /** Head of the column with tickets and actions. */
    matter: z.string(),
    figures: z.string(),
    figuresLoading: z.string(),
    figuresFailed: z.string(),
    retry: z.string(),
    own: z.string(),
    nothingToDo: z.string(),
    losingTouch: z.string(),
    nobodyLost: z.string(),
    calendar: z.string(),
    owner: z.string(),
    week: z.string(),
    customer: z.string(),
    what: z.string(),
    when: z.string(),
    state: z.string(),
  }),
});
export type HomePage = z.infer<typeof HomePage>;
