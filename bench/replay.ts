import type { PolicyReplay } from "../src/app/governance/policy-replay.ts";
import { replayPolicy } from "../src/app/governance/replay-policy.ts";
import { loadPreset } from "../src/config/presets.ts";
import type { Policy } from "../src/domain/governance/policy.ts";
import { invariant } from "../src/domain/invariant.ts";
import { atMost, type Measurement, plain } from "./figures.ts";
import { commitStories } from "./many-tickets.ts";
import { connectPortals, openParts, type Parts } from "./open-parts.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { BENCH_NOW, PORTAL_IDS, storyOf } from "./ticket-stories.ts";

const SECONDS_BUDGET = 10;
const SINCE_DAYS = 30;
const DAY_MS = 86_400_000;
const TICKETS_PER_COMMIT = 400;
const FIRST_COPY_ID = 30_000_000_000;
const PORTAL_ID = String(PORTAL_IDS[0]);
/** The draft promises two thirds of the time, so that many a promise is broken that was kept. */
const SHORTER = 2 / 3;

/** A month of tickets, looked at as if another policy had been in force. */
export async function measureReplay(
  place: StorePlace,
  { serverTickets, embeddedTickets, told }: Sizes["replay"],
): Promise<Measurement> {
  const isServer = place.engine === "server";
  const tickets = isServer ? serverTickets : embeddedTickets;
  const parts = await openParts(place.address, { now: () => BENCH_NOW });
  try {
    await connectPortals(parts);
    await fill(parts, tickets, told);
    const present = loadPreset("after-sales");
    const draft = await replay(parts, shortened(present));
    const same = await replay(parts, present);
    const events = await eventsOf(parts);
    return {
      subject: place.name,
      set: `${draft.result.tickets} tickets of ${SINCE_DAYS} days with ${events} events, one process`,
      figures: [
        isServer
          ? atMost({ name: "replay of a draft", value: draft.seconds, unit: "s" }, SECONDS_BUDGET)
          : plain("replay of a draft", draft.seconds, "s"),
        plain("tickets", draft.result.tickets / draft.seconds, "/s"),
        plain(
          "processor time of the program, of one core",
          (100 * draft.cpuSeconds) / draft.seconds,
          "%",
        ),
        plain("breaches added by the draft", draft.result.added.count, "count"),
        atMost(
          {
            name: "breaches that the policy in force changes",
            value: changed(same),
            unit: "count",
          },
          0,
        ),
        atMost(
          { name: "tickets left out", value: tickets - draft.result.tickets, unit: "count" },
          0,
        ),
      ],
    };
  } finally {
    await parts.db.close();
  }
}

function changed({ result: { added, avoided } }: { readonly result: PolicyReplay }): number {
  return added.count + avoided.count;
}

async function replay(parts: Parts, policy: Policy) {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const outcome = await replayPolicy(parts, { portalId: PORTAL_ID, policy, sinceDays: SINCE_DAYS });
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  invariant(outcome.ok, "the portals of the bench are connected");
  return { seconds, cpuSeconds: (user + system) / 1_000_000, result: outcome.replay };
}

function shortened(policy: Policy): Policy {
  const targets = policy.targets.map((target) => ({
    ...target,
    durationMinutes: Math.ceil(target.durationMinutes * SHORTER),
  }));
  return { ...policy, targets };
}

/** Tells tickets by the production code, evenly over the days, then copies them with all their facts. */
async function fill(parts: Parts, tickets: number, told: number): Promise<void> {
  for (let from = 0; from < told; from += TICKETS_PER_COMMIT) {
    const count = Math.min(TICKETS_PER_COMMIT, told - from);
    const stories = Array.from({ length: count }, (_, n) => {
      const ageMs = DAY_MS + ((from + n) * (SINCE_DAYS - 2) * DAY_MS) / told;
      return storyOf(from + n, BENCH_NOW - Math.round(ageMs));
    });
    await commitStories(parts, PORTAL_ID, stories);
  }
  const session = await parts.db.session();
  try {
    await session.query("set statement_timeout = 0");
    for (const statement of [COPY_TICKETS, COPY_FACTS]) {
      await session.query(statement, [FIRST_COPY_ID, FIRST_COPY_ID + tickets - told - 1]);
    }
  } finally {
    session.release(true);
  }
  // Where autovacuum is on, it has long done this to tables of that age.
  await parts.db.query("vacuum analyze");
}

const COPIES = `
  with told as (
    select row_number() over (order by ticket_id) - 1 as place, count(*) over () as of_all, t.*
    from ticket t where ticket_id < '${FIRST_COPY_ID}'
  ), copies as (
    select id::text as new_id, told.*
    from generate_series($1::bigint, $2::bigint) as id join told on told.place = id % told.of_all
  )`;

const COPY_TICKETS = `${COPIES}
  insert into ticket (portal_id, ticket_id, state, clocks, policy_version, next_due_at, data_at,
    evaluated_at)
  select portal_id, new_id, jsonb_set(state, '{ticketId}', to_jsonb(new_id)), clocks, policy_version,
    next_due_at, data_at, evaluated_at
  from copies`;

const COPY_FACTS = `${COPIES}
  insert into ticket_event (portal_id, ticket_id, occurred_at, event_key, detail)
  select e.portal_id, c.new_id, e.occurred_at, e.event_key, e.detail
  from copies c join ticket_event e on e.portal_id = c.portal_id and e.ticket_id = c.ticket_id`;

async function eventsOf({ db }: Parts): Promise<number> {
  const { rows } = await db.query("select count(*)::int as count from ticket_event");
  const [row] = rows;
  return Number(Reflect.get(Object(row), "count"));
}
