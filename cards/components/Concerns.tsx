import { Flex, Link, Text } from "@hubspot/ui-extensions";
import type { CustomerCard } from "../../src/contract/customer-card.ts";
import { StateTag } from "./Coloured.tsx";

/** What is open between the customer and us, each with the ticket where people work at it. */
export function Concerns({ concerns }: { concerns: CustomerCard["concerns"] }) {
  return (
    <Flex direction="column" gap="sm">
      {concerns.map(({ key, title, stateLabel, variant, text, url }) => (
        <Flex key={key} direction="column" testId={`concern-${key}`}>
          {url === null ? <Text>{title}</Text> : <Link href={url}>{title}</Link>}
          <Flex direction="row" gap="xs" align="center" wrap={true}>
            <StateTag variant={variant}>{stateLabel}</StateTag>
            {text !== "" && <Text variant="microcopy">{text}</Text>}
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
}
