import { EmptyState } from "@hubspot/ui-extensions";
import { type CustomerContext, useCustomer } from "../use-customer.ts";
import { useReading } from "../use-reading.ts";
import type { CardActions } from "../use-ticket-card.ts";
import { ReadingPanel } from "./ReadingPanel.tsx";
import { ShownFile } from "./ShownFile.tsx";

/** The file of a contact or company: one of loading, shown, deleted, not tracked, failed. */
export function FilePanel(props: { context: CustomerContext; actions: CardActions }) {
  const { context, actions } = props;
  const { words, backend } = useCustomer(context);
  const { reading, readNow } = useReading(backend.readFile, actions);
  return (
    <ReadingPanel
      reading={reading}
      words={words}
      readNow={readNow}
      show={({ card }) =>
        card.state === "shown" ? (
          <ShownFile file={card} backend={backend} actions={actions} readNow={readNow} />
        ) : (
          <EmptyState title={card.headline} layout="vertical" imageName="contacts" imageWidth={120}>
            {card.observeNotice}
          </EmptyState>
        )
      }
    />
  );
}
