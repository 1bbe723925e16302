const DAY_MS = 86_400_000;

/** How much of everything a run makes; `quick` only proves that the bench works. */
export type Sizes = {
  readonly receive: {
    readonly rounds: number;
    readonly warmUpMs: number;
    readonly roundMs: number;
    readonly connections: number;
    readonly paced: { readonly perSecond: number; readonly durationMs: number };
  };
  readonly process: { readonly serverEvents: number; readonly embeddedEvents: number };
  readonly sweep: {
    readonly serverTickets: number;
    readonly embeddedTickets: number;
    readonly serverDue: number;
    readonly embeddedDue: number;
    readonly looks: number;
    readonly lateness: { readonly tickets: number; readonly spreadMs: number };
  };
  readonly card: {
    readonly warmUpMs: number;
    readonly paced: { readonly perSecond: number; readonly durationMs: number };
    readonly connections: number;
    /** Customers with very many tickets, whose cards are asked for in turn. */
    readonly busyCustomers: number;
  };
  readonly home: Omit<Sizes["card"], "busyCustomers">;
  readonly deliver: {
    readonly cases: number;
    readonly channels: number;
    /** So many of the cases change, so many times each. */
    readonly changed: number;
    readonly changes: number;
  };
  readonly regrade: { readonly serverCustomers: number; readonly embeddedCustomers: number };
  readonly plan: { readonly customers: number };
  readonly replay: {
    readonly serverTickets: number;
    readonly embeddedTickets: number;
    /** So many of them by the production code; the others are copies of these. */
    readonly told: number;
  };
  readonly time: {
    readonly rounds: number;
    readonly operations: number;
    /** Asked of every package for each distance; their right answers take minutes to walk. */
    readonly questions: number;
    readonly startsWithinMs: number;
  };
};

const FULL: Sizes = {
  receive: {
    rounds: 9,
    warmUpMs: 2_000,
    roundMs: 2_000,
    connections: 12,
    paced: { perSecond: 150, durationMs: 20_000 },
  },
  process: { serverEvents: 20_000, embeddedEvents: 6_000 },
  sweep: {
    serverTickets: 1_000_000,
    embeddedTickets: 50_000,
    serverDue: 10_000,
    embeddedDue: 2_000,
    looks: 200,
    lateness: { tickets: 2_000, spreadMs: 10_000 },
  },
  card: {
    warmUpMs: 15_000,
    paced: { perSecond: 200, durationMs: 10_000 },
    connections: 16,
    busyCustomers: 24,
  },
  home: {
    warmUpMs: 15_000,
    paced: { perSecond: 20, durationMs: 20_000 },
    connections: 16,
  },
  deliver: { cases: 1_000, channels: 20, changed: 100, changes: 10 },
  regrade: { serverCustomers: 1_000_000, embeddedCustomers: 50_000 },
  plan: { customers: 100_000 },
  replay: { serverTickets: 50_000, embeddedTickets: 10_000, told: 2_000 },
  time: { rounds: 7, operations: 200_000, questions: 60, startsWithinMs: 730 * DAY_MS },
};

const QUICK: Sizes = {
  receive: {
    rounds: 1,
    warmUpMs: 100,
    roundMs: 200,
    connections: 10,
    paced: { perSecond: 20, durationMs: 500 },
  },
  process: { serverEvents: 600, embeddedEvents: 240 },
  sweep: {
    serverTickets: 10_000,
    embeddedTickets: 1_000,
    serverDue: 200,
    embeddedDue: 40,
    looks: 20,
    lateness: { tickets: 40, spreadMs: 500 },
  },
  card: {
    warmUpMs: 100,
    paced: { perSecond: 20, durationMs: 500 },
    connections: 4,
    busyCustomers: 2,
  },
  home: { warmUpMs: 100, paced: { perSecond: 20, durationMs: 500 }, connections: 4 },
  deliver: { cases: 20, channels: 4, changed: 5, changes: 10 },
  regrade: { serverCustomers: 5_000, embeddedCustomers: 2_000 },
  plan: { customers: 2_000 },
  replay: { serverTickets: 400, embeddedTickets: 400, told: 200 },
  time: { rounds: 1, operations: 2_000, questions: 2, startsWithinMs: DAY_MS },
};

/** `customers` overrides how many are graded, on either engine, and how many are planned. */
export function sizesOf(isQuick: boolean, customers?: number): Sizes {
  const sizes = isQuick ? QUICK : FULL;
  if (customers === undefined) return sizes;
  return {
    ...sizes,
    regrade: { serverCustomers: customers, embeddedCustomers: customers },
    plan: { customers },
  };
}
