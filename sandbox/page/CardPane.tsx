import { HostedCard, type HostProps } from "./HostedCard.tsx";
import { useWords } from "./words/page-words.ts";

/** The right column: the compiled card, as HubSpot would show it beside a record. */
export function CardPane(
  props: HostProps & { entry: string; location?: "crm.record.sidebar" | "helpdesk.sidebar" },
) {
  const { location = "crm.record.sidebar", ...rest } = props;
  const { card } = useWords().shell;
  return (
    <aside className="card-pane" aria-label={card.pane}>
      <article className="card">
        <header>
          <h3>Aftercare</h3>
          <span className="soft">{card.kind}</span>
        </header>
        <HostedCard {...rest} location={location} />
      </article>
    </aside>
  );
}
