import { HOME_PATH } from "../src/adapters/http/home-routes.ts";
import { serveCards } from "./card-server.ts";
import type { Measurement } from "./figures.ts";
import { startLoadClient } from "./load-client.ts";
import { DUE_AT, FIRST_COPY_ID, type ManyTickets } from "./many-tickets.ts";
import { pacedAnswers } from "./paced-answers.ts";
import { signedRequest } from "./signed-requests.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { PORTAL_IDS } from "./ticket-stories.ts";

/** What 99 of 100 answers take at most: a page may take longer than a card, of which a record has several. */
const PAGE_WITHIN_MS = 100;

/** The app's home page of every account, with clocks on all of its tickets. */
export async function measureHome(
  many: ManyTickets,
  place: StorePlace,
  sizes: Sizes["home"],
): Promise<Measurement> {
  const clocks = await giveClocks(many);
  many.time.now = () => DUE_AT;
  const requests = PORTAL_IDS.map((portalId) =>
    signedRequest({ method: "GET", path: pathOf(portalId) }, DUE_AT),
  );
  const server = await serveCards(many);
  const load = startLoadClient();
  try {
    const { durationMs, perSecond } = sizes.paced;
    const asked = { port: server.port, requests, sizes, of: "home page" };
    const figures = await pacedAnswers(load, { ...asked, withinMs: PAGE_WITHIN_MS });
    return {
      subject: place.name,
      set:
        `${clocks} open clocks of ${PORTAL_IDS.length} accounts, ` +
        `${perSecond} requests/s for ${durationMs / 1_000} s over ${sizes.connections} connections`,
      figures:
        place.engine === "server" ? figures : figures.map((one) => ({ ...one, budget: null })),
    };
  } finally {
    await load.stop();
    await server.close();
  }
}

/** The open clocks of the tickets that were copied, by their place in the order of copying. */
const TOLD_CLOCKS = `
  create temporary table told_clock as
  with told as (
    select row_number() over (order by portal_id, ticket_id) - 1 as place, count(*) over () as of_all,
      portal_id, ticket_id
    from ticket where ticket_id < '${FIRST_COPY_ID}'
    order by portal_id, ticket_id limit 1000
  )
  select told.place, least(1000, told.of_all) as places, c.*
  from told join clock c using (portal_id, ticket_id) where c.ended_at is null`;

/** As the copied tickets are of a told one, so are their clocks; they are due when their ticket is. */
const COPY_CLOCKS = `
  insert into clock (portal_id, ticket_id, kind, state, target_minutes, used_ms, calendar_id,
    started_at, due_at, cycle, unit, policy_version, over_ms, department, owner_id)
  select c.portal_id, t.ticket_id, c.kind, 'running', c.target_minutes, c.used_ms, c.calendar_id,
    c.started_at, t.next_due_at, c.cycle, c.unit, c.policy_version, 0, c.department, c.owner_id
  from ticket t join told_clock c
    on c.place = t.ticket_id::bigint % (select max(places) from told_clock)
    and c.portal_id = t.portal_id
  where t.ticket_id >= '${FIRST_COPY_ID}'`;

/** The number of open clocks. Some statements take longer than the product allows itself. */
async function giveClocks({ parts: { db } }: ManyTickets): Promise<number> {
  const session = await db.session();
  try {
    await session.query("set statement_timeout = 0");
    // What the product turns off for its short statements makes this one last for hours.
    await session.query("set enable_seqscan = on");
    await session.query(TOLD_CLOCKS);
    await session.query("analyze told_clock");
    await session.query(COPY_CLOCKS);
    await session.query("vacuum analyze clock");
    await session.query("checkpoint");
    const counted = "select count(*)::int as open from clock where ended_at is null";
    const { rows } = await session.query(counted);
    return Number(rows[0]?.["open"]);
  } finally {
    session.release(true);
  }
}

function pathOf(portalId: number): string {
  const identity = `userId=7001&portalId=${portalId}&userEmail=rep@example.com&appId=9001`;
  return `${HOME_PATH}?language=en&${identity}`;
}
