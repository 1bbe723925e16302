import type { SandboxState } from "../../page-contract.ts";
import { addressOf } from "../route.ts";

/** The middle while no record is open: what to do first, or just what this is. */
export function NothingChosen(props: { what: string; firstTicket: SandboxState["firstTicket"] }) {
  const { what, firstTicket } = props;
  return (
    <article className="record">
      <div className={firstTicket === null ? "nothing" : "nothing steps"}>
        {firstTicket === null ? (
          <>
            <h2>Choose a {what}</h2>
            <p className="soft">
              Open one on the left. Edit it, answer the customer, or move the time above, and watch
              the card and the chat follow.
            </p>
          </>
        ) : (
          <FirstSteps firstTicket={firstTicket} />
        )}
      </div>
    </article>
  );
}

function FirstSteps({ firstTicket }: { firstTicket: { ticketId: string; subject: string } }) {
  return (
    <>
      <h2>Start here</h2>
      <ol>
        <li>
          Open <a href={addressOf("tickets", firstTicket.ticketId)}>{firstTicket.subject}</a>.
          Nobody has answered yet, and its clock runs.
        </li>
        <li>
          Press <b>+2 h</b> above. The clock runs out, and the department gets a message in the
          chat.
        </li>
        <li>
          Press <b>Take it</b> there. The message and the card say who has the case.
        </li>
        <li>
          Press <b>Reply as agent</b> and <b>Close ticket</b>. The case ends, and a return visit is
          planned.
        </li>
      </ol>
    </>
  );
}
