import { Accordion, Divider, Flex, Text } from "@hubspot/ui-extensions";
import type {
  CustomerCard,
  CustomerReason,
  CustomerTier,
} from "../../src/contract/customer-card.ts";
import { labelled, listed } from "../labelled.ts";
import { MarkTag, ShareBar } from "./Coloured.tsx";

/** The tier with its score as a picture, whose it is, and every input that counted. */
export function CustomerTierView({ card }: { card: CustomerCard }) {
  const { tier, words } = card;
  return (
    <Flex direction="column" gap="xs">
      {tier !== null && (
        <Flex direction="row" align="center" gap="xs" wrap={true}>
          <MarkTag variant={tier.variant} inline={true} testId="tier">
            {tier.label}
          </MarkTag>
          {tier.since !== null && (
            <Text variant="microcopy" testId="since">
              {tier.since}
            </Text>
          )}
        </Flex>
      )}
      <Text format={{ fontWeight: "demibold" }} testId="headline">
        {card.headline}
      </Text>
      {tier?.origin.map((sentence) => (
        <Text key={sentence} variant="microcopy">
          {sentence}
        </Text>
      ))}
      {tier?.dimensions.map(({ id, label, percent, text }) => (
        <ShareBar
          key={id}
          title={label}
          percent={percent}
          text={text}
          aria-label={label}
          testId={`dimension-${id}`}
        />
      ))}
      {tier !== null && (
        <Accordion title={words.why} size="xs" testId="why">
          <Why tier={tier} words={words} />
        </Accordion>
      )}
    </Flex>
  );
}

function Why({ tier, words }: { tier: CustomerTier; words: CustomerCard["words"] }) {
  return (
    <Flex direction="column" gap="xs">
      {tier.reasons.map((reason, index) => (
        <Flex key={reason.label} direction="column" gap="xs">
          {index > 0 && <Divider size="sm" />}
          <Reason reason={reason} />
        </Flex>
      ))}
      {tier.missing.length > 0 && (
        <Text variant="microcopy" testId="missing">
          {labelled(words.missing, listed(tier.missing))}
        </Text>
      )}
    </Flex>
  );
}

function Reason({ reason }: { reason: CustomerReason }) {
  return (
    <Flex direction="column">
      <Flex direction="row" justify="between" align="baseline" gap="sm">
        <Text>{labelled(reason.label, reason.value)}</Text>
        <Text format={{ fontWeight: "demibold" }}>{reason.points}</Text>
      </Flex>
      {reason.details.map((detail) => (
        <Text key={detail} variant="microcopy">
          {detail}
        </Text>
      ))}
    </Flex>
  );
}
