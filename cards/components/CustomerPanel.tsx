import { EmptyState } from "@hubspot/ui-extensions";
import { type CustomerContext, useCustomer } from "../use-customer.ts";
import { useReading } from "../use-reading.ts";
import type { CardActions } from "../use-ticket-card.ts";
import { ReadingPanel } from "./ReadingPanel.tsx";
import { ShownCustomer } from "./ShownCustomer.tsx";

/** The card of a contact or company: one of loading, shown, ungraded, deleted, not tracked, failed. */
export function CustomerPanel(props: { context: CustomerContext; actions: CardActions }) {
  const { context, actions } = props;
  const { words, backend } = useCustomer(context);
  const { reading, readNow } = useReading(backend.readCard, actions);
  return (
    <ReadingPanel
      reading={reading}
      words={words}
      readNow={readNow}
      show={({ card }) =>
        card.state === "shown" || card.state === "ungraded" ? (
          <ShownCustomer card={card} backend={backend} actions={actions} onPressed={readNow} />
        ) : (
          <EmptyState
            title={card.headline}
            layout="vertical"
            imageName="contacts"
            imageWidth={120}
            flush={true}
          >
            {card.observeNotice}
          </EmptyState>
        )
      }
    />
  );
}
