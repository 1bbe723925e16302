import { HostedCard, type HostProps } from "./HostedCard.tsx";

/** The right column: the compiled card, as HubSpot would show it beside a record. */
export function CardPane(props: HostProps & { entry: string }) {
  return (
    <aside className="card-pane" aria-label="Cards">
      <article className="card">
        <header>
          <h3>Aftercare</h3>
          <span className="soft">Card</span>
        </header>
        <HostedCard {...props} location="crm.record.sidebar" />
      </article>
    </aside>
  );
}
