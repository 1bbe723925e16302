import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { clockNames } from "../../messages/clock-names.ts";
import { type ClockLook, lookOf, pauseReasonOf, URGENCY, zoneOf } from "./card-clock.ts";
import type { CardTexts } from "./card-texts.ts";

/** One sentence that sums up a ticket of which something is known. */
export function headlineOf(
  view: TicketView & { readonly row: NonNullable<TicketView["row"]> },
  texts: CardTexts,
): string {
  const { ticket, clocks } = view.row;
  if (ticket.gone !== null) return texts.t(`card.headline.${ticket.gone.reason}`);
  if (ticket.createdAt === null) return texts.t("card.headline.noCreation");
  const worst = URGENCY.find((look) => clocks.some((c) => lookOf(c, view.now) === look));
  if (worst === undefined) return texts.t("card.headline.noTarget");
  const spokenOf = clocks
    .filter((clock) => lookOf(clock, view.now) === worst)
    .toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
  return sentenceOf(view, worst, { clocks: spokenOf, texts });
}

function sentenceOf(
  view: TicketView,
  look: ClockLook,
  { clocks, texts }: { readonly clocks: readonly Clock[]; readonly texts: CardTexts },
): string {
  const [first] = clocks;
  if (first === undefined) return texts.t("card.headline.noTarget");
  const isRunning = look === "running" || look === "at_risk";
  if (isRunning && first.dueAt === null) return texts.t("card.headline.noTarget");
  const names = clockNames(
    clocks.map((clock) => clock.kind),
    texts,
  );
  const time = first.dueAt === null ? "" : texts.instant(first.dueAt, zoneOf(view, first));
  switch (look) {
    case "breached":
      return texts.t("card.headline.overdue", { clocks: names, time });
    case "at_risk":
      return texts.t("card.headline.atRisk", { clocks: names, time });
    case "running":
      return texts.t("card.headline.onTrack", {
        clocks: texts.t(`clock.${first.kind}`),
        time,
      });
    case "paused":
      return texts.t("card.headline.paused", {
        clocks: names,
        reason: pauseReasonOf(first, texts),
      });
    case "done_late":
      return texts.t("card.headline.doneLate", { clocks: names });
    case "met":
    case "cancelled":
      return texts.t("card.headline.kept");
  }
}
