import { isOn } from "../../domain/governance/mode.ts";
import { closedSince } from "../../domain/sla/evaluate.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import { languageOfCustomer } from "../../domain/surveys/customer-language.ts";
import { scaleOf } from "../../domain/surveys/survey-rules.ts";
import { type NotAsked, whetherToAsk } from "../../domain/surveys/when-to-ask.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Logger } from "../../ports/logger.ts";
import type { CustomerRow, Store, TicketRow } from "../../ports/store.ts";
import type { SurveyRequest } from "../../ports/survey-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { CUSTOMER_LANGUAGE_PROPERTY } from "../tiering/customer-properties.ts";

const TICKETS_AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** Of these customers the keys of those whom the contact cap lets be asked at `at`. */
export type MayAsk = (
  portalId: string,
  customers: readonly CustomerRef[],
  at: number,
) => Promise<ReadonlySet<string>>;

export type AskDeps = {
  readonly store: Pick<Store, "surveys" | "customers" | "touches" | "outbox" | "transaction">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly newId: () => string;
  readonly mayAsk: MayAsk;
};

/**
 * Makes a rating link for each ticket that was closed and has waited, inside the contact cap. Running it
 * again asks nobody twice: a ticket has one question. Where visits are not switched on nobody is asked. Says how
 * many were asked.
 */
export async function askCustomers(deps: AskDeps, portalId: string): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null || !isOn(context.portal.mode, "visits")) return 0;
  if (!context.current.policy.surveys.ask.isOn) return 0;
  const { ask } = context.current.policy.surveys;
  const now = deps.timeSource.now();
  const since = now - (ask.untilDays + 1) * DAY_MS;
  const reasons = new Map<NotAsked, number>();
  let asked = 0;
  let afterTicketId: string | null = null;
  do {
    const page: readonly TicketRow[] = await deps.store.surveys.unasked(portalId, {
      since,
      afterTicketId,
      limit: TICKETS_AT_ONCE,
    });
    asked += await askPage(deps, context, { page, now, reasons });
    afterTicketId = page.length < TICKETS_AT_ONCE ? null : (page.at(-1)?.ticket.ticketId ?? null);
  } while (afterTicketId !== null);
  deps.logger.info({ portalId, asked, left: Object.fromEntries(reasons) }, "customers are asked");
  return asked;
}

type Page = {
  readonly page: readonly TicketRow[];
  readonly now: number;
  /** Counts why others were not asked. */
  readonly reasons: Map<NotAsked, number>;
};

type Subject = { readonly row: TicketRow; readonly customer: CustomerRef };

async function askPage(
  deps: AskDeps,
  context: PortalContext,
  { page, now, reasons }: Page,
): Promise<number> {
  const { portalId } = context.portal;
  const closed = page.filter(({ ticket }) =>
    context.closedStages.has(ticket.stages.at(-1)?.stageId ?? ""),
  );
  const customers = uniqueOf(closed.flatMap((row) => whomToAsk(row) ?? []));
  const [lastAsked, mayAsk, rows] = await Promise.all([
    deps.store.surveys.lastAsked(portalId, customers),
    deps.mayAsk(portalId, customers, now),
    deps.store.customers.find(portalId, customers),
  ]);
  // Of two tickets of one customer in one night the second comes after the first.
  const askedAt = new Map(lastAsked);
  const open = new Set(mayAsk);
  const subjects: Subject[] = [];
  for (const row of closed) {
    const customer = whomToAsk(row);
    const key = customer === null ? "" : customerKey(customer);
    const decision = whetherToAsk(
      await closedTicketOf(context, { row, customer, now }),
      context.current.policy.surveys,
      { isAsked: false, lastAt: askedAt.get(key) ?? null, mayBeContacted: open.has(key), now },
    );
    if (!decision.ask) reasons.set(decision.reason, (reasons.get(decision.reason) ?? 0) + 1);
    else if (customer !== null) {
      askedAt.set(key, now);
      open.delete(key);
      subjects.push({ row, customer });
    }
  }
  const requests = subjects.map((one) => requestOf(deps, context, { ...one, rows, now }));
  return deps.store.transaction(() => keep(deps.store, portalId, { requests, now }));
}

/** A person rather than a company: only people answer. */
function whomToAsk({ ticket: { customers } }: TicketRow): CustomerRef | null {
  const found =
    customers.find(({ kind }) => kind === "contact") ?? customers.find((one) => one.isPrimary);
  return found === undefined ? null : { kind: found.kind, id: found.id };
}

async function closedTicketOf(
  context: PortalContext,
  { row, customer, now }: Pick<Subject, "row"> & { customer: CustomerRef | null; now: number },
) {
  const { ticket, policyVersion } = row;
  const life = lifeOf(ticket, await context.circumstances(ticket, policyVersion, now));
  return {
    ticketId: ticket.ticketId,
    closedAt: closedSince(life),
    stageId: ticket.stages.at(-1)?.stageId ?? null,
    gone: ticket.gone?.reason ?? null,
    isAnswered: life.outward.length > 0,
    customer,
  };
}

function requestOf(
  { newId }: AskDeps,
  { current: { policy }, portal }: PortalContext,
  { row, customer, rows, now }: Subject & { readonly rows: readonly CustomerRow[]; now: number },
): SurveyRequest {
  const { ask } = policy.surveys;
  const known = rows.find(({ kind, id }) => kind === customer.kind && id === customer.id);
  const spoken = languageOfCustomer(known?.properties[CUSTOMER_LANGUAGE_PROPERTY]);
  return {
    requestId: newId(),
    ticketId: row.ticket.ticketId,
    customer,
    kind: ask.kind,
    scale: scaleOf(ask.kind, policy.surveys),
    language: spoken ?? portal.language,
    askedAt: now,
    expiresAt: now + ask.validDays * DAY_MS,
    answeredAt: null,
  };
}

async function keep(
  store: AskDeps["store"],
  portalId: string,
  { requests, now }: { readonly requests: readonly SurveyRequest[]; readonly now: number },
): Promise<number> {
  const kept = await store.surveys.ask(portalId, requests);
  // Whoever asks counts the question as a contact, so that the next one is weighed against it.
  await store.touches.save(
    portalId,
    kept.map(({ requestId, customer }) => ({
      touchId: `survey:${requestId}`,
      customer,
      at: now,
      kind: "survey" as const,
      isReal: false,
      ownerId: null,
      source: "aftercare" as const,
    })),
  );
  const targets = kept.map(({ ticketId }) => ({
    kind: "ticket_properties" as const,
    subjectId: ticketId,
  }));
  await store.outbox.request(portalId, targets, now);
  return kept.length;
}

function uniqueOf(customers: readonly CustomerRef[]): readonly CustomerRef[] {
  return [...new Map(customers.map((one) => [customerKey(one), one])).values()];
}
