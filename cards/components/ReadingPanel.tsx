import { Flex, LoadingSpinner } from "@hubspot/ui-extensions";
import type { ReactElement } from "react";
import type { FirstWords } from "../first-words.ts";
import type { Answer, Readable, Reading } from "../reader.ts";
import { Staleness, useIsStale } from "../use-is-stale.ts";
import { LastKnownNotice, NothingKnown } from "./ReadFailure.tsx";

/** One of loading, shown, failed; what was known last stays to be seen, marked as old. */
export function ReadingPanel<Card extends Readable>(props: {
  reading: Reading<Card>;
  words: FirstWords;
  readNow: () => void;
  show: (answer: Answer<Card>) => ReactElement;
}) {
  const { reading, words, readNow } = props;
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.loading} layout="centered" size="md" showLabel={true} />;
    case "current":
      return <Known {...props} answer={reading.answer} failure={null} />;
    case "failed": {
      const { last, isAsking } = reading;
      if (last === null) {
        return <NothingKnown words={words} isAsking={isAsking} onRetry={readNow} />;
      }
      return <Known {...props} answer={last} failure={{ isAsking }} />;
    }
  }
}

/** Drawn in one place whether it is old or not, so that what somebody is writing outlives a failure. */
function Known<Card extends Readable>(props: {
  answer: Answer<Card>;
  failure: { isAsking: boolean } | null;
  words: FirstWords;
  readNow: () => void;
  show: (answer: Answer<Card>) => ReactElement;
}) {
  const { answer, failure, words, readNow, show } = props;
  // Part of a page that says so already.
  const isSaidAbove = useIsStale();
  return (
    <Flex direction="column" gap="sm">
      {failure !== null && !isSaidAbove && (
        <LastKnownNotice
          words={words}
          answer={answer}
          isAsking={failure.isAsking}
          onRetry={readNow}
        />
      )}
      <Staleness.Provider value={isSaidAbove || failure !== null}>
        {show(answer)}
      </Staleness.Provider>
    </Flex>
  );
}
