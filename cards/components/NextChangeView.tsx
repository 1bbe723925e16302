import { Accordion, Alert, Flex, Text } from "@hubspot/ui-extensions";
import type { CustomerCard, CustomerNext } from "../../src/contract/customer-card.ts";
import { SignIcon } from "./Coloured.tsx";

type Words = CustomerCard["words"];

/** A downgrade on its way stands open; what else would move the tier is folded away. */
export function NextChangeView({ next, words }: { next: CustomerNext; words: Words }) {
  return (
    <Flex direction="column" gap="xs">
      {next.pending !== null && (
        <Alert title={next.pending.title} variant="warning">
          <Text testId="pending">{next.pending.text}</Text>
        </Alert>
      )}
      <Accordion title={words.next} size="xs" defaultOpen={true} testId="next">
        <Flex direction="column" gap="xs">
          <Ways icon="up" title={words.up} ways={next.up} />
          {next.down.length > 0 && <Ways icon="down" title={words.down} ways={next.down} />}
        </Flex>
      </Accordion>
    </Flex>
  );
}

function Ways(props: { icon: "up" | "down"; title: string; ways: readonly string[] }) {
  const { icon, title, ways } = props;
  return (
    <Flex direction="column">
      <Text variant="microcopy">{title}</Text>
      {ways.map((way, index) => (
        <Flex key={way} direction="row" gap="xs" align="baseline">
          <SignIcon name={`${icon}Carat`} color={icon === "up" ? "success" : "warning"} />
          <Text testId={`${icon}-${index}`}>{way}</Text>
        </Flex>
      ))}
    </Flex>
  );
}
