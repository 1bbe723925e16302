import { EmptyState } from "@hubspot/ui-extensions";
import { firstWords, languageOf } from "../first-words.ts";
import { type CardActions, type CardContext, useTicketCard } from "../use-ticket-card.ts";
import { ReadingPanel } from "./ReadingPanel.tsx";
import { ShownTicket } from "./ShownTicket.tsx";

/** The whole card: one of loading, shown, not tracked, failed. */
export function TicketPanel(props: { context: CardContext; actions: CardActions }) {
  const { context, actions } = props;
  const language = languageOf(context.user);
  const { reading, readNow, backend } = useTicketCard(context, actions, language);
  const parts = { backend, actions, readNow };
  return (
    <ReadingPanel
      reading={reading}
      words={firstWords(language)}
      readNow={readNow}
      show={(answer) => <AnswerPanel answer={answer} {...parts} />}
    />
  );
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
