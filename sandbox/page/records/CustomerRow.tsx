import { useWords } from "../words/page-words.ts";

/** A contact or a company as a row that leads to its record. */
export function CustomerRow(props: {
  address: string;
  isCurrent: boolean;
  customer: { name: string; more: string; tier: string | null; openTickets: number };
}) {
  const { name, more, tier, openTickets } = props.customer;
  const { records, said } = useWords();
  return (
    <a className="row" href={props.address} aria-current={props.isCurrent ? "true" : undefined}>
      <span className="row-main">
        <span className="row-title">{name}</span>
        <span className="row-more">{more}</span>
      </span>
      {tier !== null && <span className="chip">{said(tier)}</span>}
      {openTickets > 0 && (
        <span className="count" title={records.openTickets}>
          {openTickets}
        </span>
      )}
    </a>
  );
}
