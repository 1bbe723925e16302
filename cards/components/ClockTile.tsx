import { Flex, Heading, Text, Tile } from "@hubspot/ui-extensions";
import type { CardClock, TicketCard } from "../../src/contract/card-api.ts";
import type { Backend } from "../backend.ts";
import { formatDuration } from "../duration.ts";
import { useIsStale } from "../use-is-stale.ts";
import { ShareBar, StateTag } from "./Coloured.tsx";
import { WhyDue } from "./WhyDue.tsx";

/** One clock: state, countdown, share used, due time, notes, and why. */
export function ClockTile(props: {
  clock: CardClock;
  card: TicketCard;
  now: number;
  readTrace: Backend["readTrace"];
}) {
  const { clock, card, now, readTrace } = props;
  return (
    <Tile compact={true} testId={`clock-${clock.kind}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="xs" wrap={true}>
          <Text format={{ fontWeight: "demibold" }}>{clock.label}</Text>
          <StateTag variant={clock.variant}>{clock.stateLabel}</StateTag>
        </Flex>
        <Countdown clock={clock} card={card} now={now} />
        <ShareBar percent={clock.usedPercent} aria-label={clock.label} variant={clock.variant} />
        {clock.dueText !== null && <Text variant="microcopy">{clock.dueText}</Text>}
        {clock.notes.map((note) => (
          <Text key={note} variant="microcopy">
            {note}
          </Text>
        ))}
        <WhyDue clock={clock} words={card.words} readTrace={readTrace} />
      </Flex>
    </Tile>
  );
}

function Countdown(props: { clock: CardClock; card: TicketCard; now: number }) {
  const { clock, card, now } = props;
  const isStale = useIsStale();
  const shownMs = countdownMs(clock, now);
  if (shownMs === null) return null;
  const text = formatDuration(shownMs, card.language);
  const label = {
    up: card.words.overdueBy,
    still: card.words.serviceTimeLeft,
    down: card.words.timeLeft,
    none: "",
  }[clock.countdown];
  return (
    <Flex direction="row" align="baseline" gap="xs" wrap={true}>
      <Text variant="microcopy">{label}</Text>
      {isStale ? (
        <Text variant="microcopy" format={{ italic: true }} testId={`countdown-${clock.kind}`}>
          {text}
        </Text>
      ) : (
        <Heading inline={true} testId={`countdown-${clock.kind}`}>
          {text}
        </Heading>
      )}
    </Flex>
  );
}

/** Seconds left are rounded up, so that 0:00 is shown from the due instant on and never before. */
function countdownMs(clock: CardClock, now: number): number | null {
  if (clock.countdown === "none") return null;
  if (clock.countdown === "still") return clock.remainingMs;
  if (clock.dueAt === null) return null;
  const restMs = clock.dueAt - now;
  return clock.countdown === "up"
    ? Math.max(0, -restMs)
    : Math.max(0, Math.ceil(restMs / 1000) * 1000);
}
