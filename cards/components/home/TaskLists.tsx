import { Accordion, Text } from "@hubspot/ui-extensions";
import type { HomePage, HomeTaskList } from "../../../src/contract/home-page.ts";
import { HomeTable } from "./HomeTable.tsx";

/** Clocks, cases and actions that somebody has to look at, a list for each kind. */
export function TaskList({ list, words }: { list: HomeTaskList; words: HomePage["words"] }) {
  const { id, title, tasks, more } = list;
  // Clocks are those of whoever looks.
  const isOwned = id !== "clocks" && tasks.some(({ owner }) => owner !== "");
  return (
    <Accordion title={title} defaultOpen={true} testId={`home-${id}`}>
      <HomeTable tasks={tasks} first={words.matter} words={words} hasOwner={isOwned} />
      {more !== null && <Text variant="microcopy">{more}</Text>}
    </Accordion>
  );
}
