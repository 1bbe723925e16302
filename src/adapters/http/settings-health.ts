import type { Health, Retry } from "../../app/health/read-health.ts";
import { recordUrl } from "../../app/sla/record-url.ts";
import {
  type HealthCount,
  HealthWords,
  type ShownHealth,
  type StuckSendRow,
} from "../../contract/settings-health.ts";
import type { StuckSend } from "../../ports/health-store.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import { reasonText } from "./health-reason.ts";
import { healthConnections, healthLimits } from "./settings-connections.ts";
import { presentImport, presentLostEvents } from "./settings-intake.ts";
import { presentStorage } from "./settings-storage.ts";
import { refusalText, type SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";

/** A queue older than that wants somebody to look. */
const LATE_AFTER_MS = 10 * 60_000;

export function presentHealth(health: Health, now: number, texts: SettingsTexts): ShownHealth {
  const { t } = texts;
  const { equation, outbox, deadEvents, stuckSends } = health;
  return {
    state: "shown",
    serverNow: now,
    language: texts.language,
    headline: headlineOf(health, now, texts),
    equation: equationText(health, texts),
    ledger: ledgerCounts(health, texts),
    firstImport: presentImport(health, texts),
    lostEvents: presentLostEvents(health, now, texts),
    queueAge: ageText("settingsHealth.queueAge", health.oldestEventAt, { now, texts }),
    outbox: outboxCounts(health, texts),
    outboxAge: ageText("settingsHealth.outboxAge", health.oldestSendAt, { now, texts }),
    waits: health.waitingSends.map(({ kind, reason, count }) =>
      t("settingsHealth.wait", {
        count,
        what: kindText(kind, texts),
        reason: reason === null ? t("settingsHealth.reason.asked") : reasonText(reason, texts),
      }),
    ),
    connections: healthConnections(health, now, texts),
    limits: healthLimits(health, texts),
    storage: presentStorage(health, texts),
    deadEvents: deadEvents.map(({ eventKey, occurredAt, reason, deadAt }) => ({
      ...{ eventKey, occurredAt },
      happened: texts.at(occurredAt),
      reason: reasonText(reason, texts),
      given: texts.at(deadAt),
    })),
    moreDeadEvents: moreText(equation.dead - deadEvents.length, texts),
    stuckSends: stuckSends.map((send) => stuckRow(send, health, texts)),
    moreStuckSends: moreText(outbox.unknown + outbox.dead - stuckSends.length, texts),
    retries: health.retries.map((retry) => retryLine(retry, texts)),
    retryRefusal: health.mayRetry ? null : refusalText("retry_dead", health.grants, texts),
    words: tabWords(texts.language, "settingsHealth.words", HealthWords),
  };
}

function headlineOf(
  { equation, outbox, portal, oldestEventAt }: Health,
  now: number,
  { t }: SettingsTexts,
): ShownHealth["headline"] {
  const say = (name: string, variant: ShownHealth["headline"]["variant"], count = 0) => ({
    label: t(`settingsHealth.headline.${name}`, { count }),
    variant,
  });
  if (missingOf(equation) !== 0) return say("unbalanced", "danger", Math.abs(missingOf(equation)));
  if (portal.state === "disconnected") return say("disconnected", "danger");
  const isLate = oldestEventAt !== null && now - oldestEventAt > LATE_AFTER_MS;
  if (isLate) return say("late", "danger", equation.waiting);
  const stuck = equation.dead + outbox.dead + outbox.unknown;
  if (stuck > 0) return say("stuck", "warning", stuck);
  return say("well", "success");
}

/** What was received and is in no part. */
function missingOf({ received, applied, ignored, waiting, dead }: Health["equation"]): number {
  return received - applied - ignored - waiting - dead;
}

function equationText({ equation }: Health, { t, number }: SettingsTexts): string {
  const { received, applied, ignored, waiting, dead } = equation;
  const sides = {
    received: number(received),
    applied: number(applied),
    ignored: number(ignored),
    waiting: number(waiting),
    dead: number(dead),
  };
  return missingOf(equation) === 0
    ? t("settingsHealth.equation.holds", sides)
    : t("settingsHealth.equation.broken", { ...sides, count: Math.abs(missingOf(equation)) });
}

function ledgerCounts({ equation }: Health, texts: SettingsTexts): HealthCount[] {
  const parts = ["received", "applied", "ignored", "waiting", "dead"] as const;
  return parts.map((id) =>
    countOf(`ledger.${id}`, equation[id], {
      variant: id === "dead" && equation.dead > 0 ? "danger" : "default",
      texts,
      duplicates: texts.number(equation.duplicates),
    }),
  );
}

function outboxCounts({ outbox }: Health, texts: SettingsTexts): HealthCount[] {
  return (["waiting", "unknown", "dead"] as const).map((id) =>
    countOf(`outbox.${id}`, outbox[id], {
      variant: id === "waiting" || outbox[id] === 0 ? "default" : VARIANTS[id],
      texts,
    }),
  );
}

const VARIANTS = { unknown: "warning", dead: "danger" } as const;

function countOf(
  id: string,
  count: number,
  more: {
    readonly variant: HealthCount["variant"];
    readonly texts: SettingsTexts;
    readonly duplicates?: string;
  },
): HealthCount {
  const { t, number } = more.texts;
  const { duplicates } = more;
  return {
    id,
    label: t(`settingsHealth.${id}.label`),
    count: number(count),
    text: t(`settingsHealth.${id}.text`, { duplicates }),
    variant: more.variant,
  };
}

function ageText(
  key: string,
  since: number | null,
  { now, texts }: { readonly now: number; readonly texts: SettingsTexts },
): string {
  const { t, span, at } = texts;
  if (since === null) return t(`${key}.none`);
  return t(`${key}.some`, { span: span(now - since), time: at(since) });
}

function moreText(count: number, { t }: SettingsTexts): string | null {
  return count > 0 ? t("settingsHealth.more", { count }) : null;
}

function stuckRow(send: StuckSend, health: Health, texts: SettingsTexts): StuckSendRow {
  const { kind, subjectId, state, reason, requestedAt } = send;
  return {
    ...{ kind, subjectId },
    what: kindText(kind, texts),
    record: recordOf(send, health, texts),
    status: { label: texts.t(`settingsHealth.outbox.${state}.label`), variant: VARIANTS[state] },
    reason: reasonText(reason, texts),
    asked: texts.at(requestedAt),
  };
}

function kindText(kind: OutboxTarget["kind"], { t }: SettingsTexts): string {
  return t(`settingsHealth.kind.${kind}`);
}

const TICKET_KINDS: readonly OutboxTarget["kind"][] = [
  "ticket_properties",
  "case_message",
  "case_thread",
  "case_page",
];

function recordOf(
  { kind, subjectId }: OutboxTarget,
  { portal }: Health,
  { t }: SettingsTexts,
): StuckSendRow["record"] {
  const [, customer, customerId] = /^(contact|company):(\d+)$/.exec(subjectId) ?? [];
  if (kind === "customer_properties" && customerId !== undefined) {
    const object = customer === "contact" ? "contact" : "company";
    const label = t(`settingsHealth.record.${object}`, { id: customerId });
    return { label, url: recordUrl(portal, object, customerId) };
  }
  const ticketId = /^\d+/.exec(subjectId)?.[0];
  if (ticketId === undefined || !TICKET_KINDS.includes(kind)) return null;
  const label = t("settingsHealth.record.ticket", { id: ticketId });
  return { label, url: recordUrl(portal, "ticket", ticketId) };
}

function retryLine(retry: Retry, texts: SettingsTexts): ShownHealth["retries"][number] {
  const { t, at } = texts;
  const what =
    retry.what === "send"
      ? kindText(retry.target.kind, texts)
      : t("settingsHealth.eventOf", { time: at(retry.occurredAt) });
  const state = retry.state ?? "gone";
  return {
    text: t("settingsHealth.retried", { what, name: retry.name, time: at(retry.at) }),
    status: { label: t(`settingsHealth.retryState.${state}`), variant: RETRY_VARIANTS[state] },
  };
}

const RETRY_VARIANTS = {
  waiting: "info",
  sent: "success",
  applied: "success",
  ignored: "default",
  unknown: "warning",
  dead: "danger",
  gone: "default",
} as const;
