import { Alert, ErrorState, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { formatAge } from "../duration.ts";
import type { FirstWords } from "../first-words.ts";
import type { Answer, Readable } from "../reader.ts";
import { useServerNow } from "../use-server-now.ts";

type Failure = {
  words: Pick<FirstWords, "failed" | "nothingKnown" | "retry">;
  isAsking: boolean;
  onRetry: () => void;
};

/** The server does not answer and never did. */
export function NothingKnown({ words, isAsking, onRetry }: Failure) {
  return (
    <ErrorState title={words.failed}>
      <Flex direction="column" gap="sm" align="center">
        <Text>{words.nothingKnown}</Text>
        <RetryButton words={words} isAsking={isAsking} onRetry={onRetry} />
      </Flex>
    </ErrorState>
  );
}

/** Stands above the last known state and says how old it is. */
export function LastKnownNotice({
  words,
  isAsking,
  onRetry,
  answer,
}: Failure & { words: FirstWords; answer: Answer<Readable> }) {
  const ageMs = useServerNow(answer) - answer.card.serverNow;
  return (
    <Alert title={words.failed} variant="warning">
      <Flex direction="column" gap="xs" align="start">
        <Text testId="age">{`${words.lastKnown} ${formatAge(ageMs, answer.card.language)}`}</Text>
        <RetryButton words={words} isAsking={isAsking} onRetry={onRetry} />
      </Flex>
    </Alert>
  );
}

export function RetryButton({ words, isAsking, onRetry }: Failure) {
  return (
    <LoadingButton size="xs" loading={isAsking} onClick={() => onRetry()} testId="retry">
      {words.retry}
    </LoadingButton>
  );
}
