import type { Choice, TicketRecord } from "../../page-contract.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useWords } from "../words/page-words.ts";

/** Stage, priority and owner; a choice is written at once, as in HubSpot. */
export function TicketChoices({ ticket }: { ticket: TicketRecord }) {
  const { records } = useWords();
  return (
    <div className="choices">
      <ChoiceField ticket={ticket} label={records.stage} choice={ticket.stage} />
      <ChoiceField ticket={ticket} label={records.priority} choice={ticket.priority} />
      <ChoiceField ticket={ticket} label={records.owner} choice={ticket.owner} />
    </div>
  );
}

function ChoiceField(props: { ticket: TicketRecord; label: string; choice: Choice }) {
  const attempt = useAttempt();
  const { records, said } = useWords();
  const { ticket, label, choice } = props;
  const change = (value: string) =>
    attempt(() =>
      send(`/sandbox/tickets/${encodeURIComponent(ticket.ticketId)}/properties`, {
        [choice.property]: value,
      }),
    );
  const isKnown = choice.options.some((option) => option.value === choice.value);
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={choice.value} onChange={(event) => change(event.target.value)}>
        {!isKnown && <option value={choice.value}>{choice.value || records.notSet}</option>}
        {choice.options.map((option) => (
          <option key={option.value} value={option.value}>
            {said(option.label)}
          </option>
        ))}
      </select>
    </label>
  );
}
