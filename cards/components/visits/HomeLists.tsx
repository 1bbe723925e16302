import { Accordion, Flex, Text } from "@hubspot/ui-extensions";
import type { HomeList, HomePage, HomeTask, HomeVisit } from "../../../src/contract/home-page.ts";
import { HomeTable } from "../home/HomeTable.tsx";

type Words = HomePage["words"];

/** Lists of visits; those of others say whose they are. */
export function HomeLists(props: { lists: readonly HomeList[]; words: Words; hasOwner: boolean }) {
  const { lists, words, hasOwner } = props;
  return (
    <Flex direction="column" gap="xs">
      {lists.map((list) => (
        <Accordion key={list.id} title={list.title} defaultOpen={true} testId={`home-${list.id}`}>
          <HomeTable
            tasks={list.visits.map(taskOf)}
            first={words.customer}
            words={words}
            hasOwner={hasOwner || list.id === "team"}
          />
          {list.more !== null && <Text variant="microcopy">{list.more}</Text>}
        </Accordion>
      ))}
    </Flex>
  );
}

function taskOf({ visitId, customer, colour, ...visit }: HomeVisit): HomeTask {
  return { ...visit, id: visitId, title: customer, state: colour };
}
