import { Flex, LoadingSpinner } from "@hubspot/ui-extensions";
import type { ReactElement } from "react";
import type { FirstWords } from "../first-words.ts";
import type { Answer, Readable, Reading } from "../reader.ts";
import { LastKnownNotice, NothingKnown } from "./ReadFailure.tsx";

/** One of loading, shown, failed; what was known last stays to be seen, marked as old. */
export function ReadingPanel<Card extends Readable>(props: {
  reading: Reading<Card>;
  words: FirstWords;
  readNow: () => void;
  show: (answer: Answer<Card>, isStale: boolean) => ReactElement;
}) {
  const { reading, words, readNow, show } = props;
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.loading} layout="centered" size="md" showLabel={true} />;
    case "current":
      return show(reading.answer, false);
    case "failed":
      if (reading.last === null) {
        return <NothingKnown words={words} isAsking={reading.isAsking} onRetry={readNow} />;
      }
      return (
        <Flex direction="column" gap="sm">
          <LastKnownNotice
            words={words}
            answer={reading.last}
            isAsking={reading.isAsking}
            onRetry={readNow}
          />
          {show(reading.last, true)}
        </Flex>
      );
  }
}
