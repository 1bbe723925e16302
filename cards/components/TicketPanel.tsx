import { EmptyState, Flex, LoadingSpinner } from "@hubspot/ui-extensions";
import { firstWords, languageOf } from "../first-words.ts";
import { type CardActions, type CardContext, useTicketCard } from "../use-ticket-card.ts";
import { LastKnownNotice, NothingKnown } from "./ReadFailure.tsx";
import { ShownTicket } from "./ShownTicket.tsx";

/** The whole card: one of loading, shown, not tracked, failed. */
export function TicketPanel(props: { context: CardContext; actions: CardActions }) {
  const { context, actions } = props;
  const language = languageOf(context.user);
  const { reading, readNow, backend } = useTicketCard(context, actions, language);
  const words = firstWords(language);
  const parts = { backend, actions, readNow };
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.loading} layout="centered" size="md" showLabel={true} />;
    case "current":
      return <AnswerPanel answer={reading.answer} isStale={false} {...parts} />;
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
          <AnswerPanel answer={reading.last} isStale={true} {...parts} />
        </Flex>
      );
  }
}

function AnswerPanel(props: Parameters<typeof ShownTicket>[0]) {
  const { card } = props.answer;
  if (card.state === "shown") return <ShownTicket {...props} />;
  return (
    <EmptyState
      title={card.headline}
      layout="vertical"
      imageName="tickets"
      imageWidth={120}
      flush={true}
    >
      {card.observeNotice}
    </EmptyState>
  );
}
