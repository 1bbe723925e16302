import type { SandboxState } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { useWords } from "../words/page-words.ts";

/** The middle while no record is open: what to do first, or just what this is. */
export function NothingChosen(props: {
  kind: "tickets" | "contacts" | "companies";
  firstTicket: SandboxState["firstTicket"];
  /** Null for who has taken the tour or skipped it. */
  onTour: (() => void) | null;
}) {
  const { kind, firstTicket, onTour } = props;
  const { nothingChosen } = useWords().records;
  return (
    <article className="record">
      <div className={firstTicket === null ? "nothing" : "nothing steps"}>
        {firstTicket === null ? (
          <>
            <h2>{nothingChosen[kind]}</h2>
            <p className="soft">{nothingChosen.hint}</p>
          </>
        ) : (
          <FirstSteps firstTicket={firstTicket} onTour={onTour} />
        )}
      </div>
    </article>
  );
}

function FirstSteps(props: {
  firstTicket: { ticketId: string; subject: string };
  onTour: (() => void) | null;
}) {
  const { firstTicket, onTour } = props;
  const { records, shell } = useWords();
  const { start, open, wait, take, close, tour } = records.nothingChosen;
  return (
    <>
      <h2>{start}</h2>
      <ol>
        <li>
          {open.before}
          <a href={addressOf("tickets", firstTicket.ticketId)}>{firstTicket.subject}</a>
          {open.after}
        </li>
        <li>
          {wait.before}
          <b>{shell.time.hours}</b>
          {wait.after}
        </li>
        <li>
          {take.before}
          <b>{take.button}</b>
          {take.after}
        </li>
        <li>
          {close.before}
          <b>{records.replyAsAgent}</b>
          {close.and}
          <b>{records.closeTicket}</b>
          {close.after}
        </li>
      </ol>
      {onTour !== null && (
        <p className="tour-offer">
          {tour.before}
          <button type="button" className="plain-link" onClick={onTour}>
            {tour.button}
          </button>
          {tour.after}
        </p>
      )}
    </>
  );
}
