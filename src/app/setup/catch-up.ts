import { isOn, Part } from "../../domain/governance/mode.ts";
import type { Logger } from "../../ports/logger.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { requestTasks } from "../visits/request-tasks.ts";
import { portalOfSlot } from "../work/send-due-jobs.ts";

const AT_ONCE = 1_000;
/** Later than any visit is planned. */
const END_OF_TIME = "9999-12-31";

type CatchUpDeps = {
  readonly store: Pick<
    Store,
    "transaction" | "tickets" | "escalations" | "customers" | "visits" | "visitLists" | "outbox"
  >;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * The job after a part was switched on: has the CRM and the chat brought up to date with what is true
 * now, as nothing was asked for while it was off. What is over is not told. Says how many sends it asked for;
 * running it again asks for the same, which then changes nothing.
 */
export async function catchUp(deps: CatchUpDeps, slot: string): Promise<number> {
  const portalId = portalOfSlot(slot);
  const [word] = slot.slice(portalId.length + 1).split("-");
  const part = Part.parse(word);
  const context = await deps.contexts(portalId);
  // Switched off again in the meantime.
  if (context === null || !isOn(context.portal.mode, part)) return 0;
  let asked = 0;
  for await (const targets of presentSends(deps, portalId, part)) {
    await deps.store.outbox.request(portalId, targets, deps.timeSource.now());
    asked += targets.length;
  }
  if (part === "visits") {
    const now = deps.timeSource.now();
    asked += await deps.store.transaction(() => requestTasks(deps.store, context, now));
  }
  deps.logger.info({ portalId, part, asked }, "a part was switched on");
  return asked;
}

/** What of the present belongs to a part, a page at a time. */
async function* presentSends(
  { store }: CatchUpDeps,
  portalId: string,
  part: Part,
): AsyncGenerator<readonly OutboxTarget[]> {
  const sends = (kind: OutboxTarget["kind"]) => (subjectId: string) => ({ kind, subjectId });
  if (part !== "visits") {
    const open = idPages((page) => store.tickets.openIds(portalId, page));
    for await (const ids of open) yield ids.map(sends("ticket_properties"));
  }
  if (part === "escalation") {
    const open = idPages((page) => store.escalations.openIds(portalId, page));
    for await (const ids of open) yield ids.map(sends("case_message"));
  }
  if (part === "tiers") {
    const graded = pages((after: CustomerRow | null) =>
      store.customers.page(portalId, after, AT_ONCE),
    );
    for await (const rows of graded) yield rows.map(customerKey).map(sends("customer_properties"));
  }
  if (part === "visits") {
    const visited = pages((after: Parameters<typeof customerKey>[0] | null) =>
      store.visitLists.customersDue(portalId, { untilDate: END_OF_TIME, after, limit: AT_ONCE }),
    );
    for await (const refs of visited) yield refs.map(customerKey).map(sends("customer_properties"));
  }
}

function idPages(
  read: (page: {
    readonly after: string | null;
    readonly limit: number;
  }) => Promise<readonly string[]>,
): AsyncGenerator<readonly string[]> {
  return pages((after: string | null) => read({ after, limit: AT_ONCE }));
}

async function* pages<T>(
  read: (after: T | null) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let after: T | null = null;
  do {
    const page: readonly T[] = await read(after);
    if (page.length > 0) yield page;
    after = page.length < AT_ONCE ? null : (page.at(-1) ?? null);
  } while (after !== null);
}
