import { type FormEvent, useRef } from "react";
import { ContactList, Created } from "../../page-contract.ts";
import { goTo } from "../route.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useRemote } from "../use-live.ts";
import { useWords } from "../words/page-words.ts";

const PRIORITIES = ["LOW", "MEDIUM", "HIGH", "URGENT"] as const;
const CONTACTS_PATH = "/sandbox/contacts?search=";

/** Opens a small form; the new ticket is shown as soon as it is there. */
export function NewTicketButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { create } = useWords().records;
  return (
    <>
      <button type="button" className="button primary" onClick={() => dialog.current?.showModal()}>
        {create.button}
      </button>
      <dialog ref={dialog} className="dialog" aria-label={create.title}>
        <NewTicketForm onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function NewTicketForm({ onDone }: { onDone: () => void }) {
  const attempt = useAttempt();
  const { records } = useWords();
  const words = records.create;
  const { value } = useRemote(CONTACTS_PATH, ContactList, 0);
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const contactId = String(fields.get("contactId"));
    const isDone = await attempt(async () => {
      const answer = await send("/sandbox/tickets", {
        subject: String(fields.get("subject")),
        priority: String(fields.get("priority")),
        contactId: contactId === "" ? null : contactId,
      });
      goTo("tickets", Created.parse(answer).ticketId);
    });
    if (!isDone) return;
    form.reset();
    onDone();
  };
  return (
    <form className="new-ticket" onSubmit={create}>
      <h2>{words.title}</h2>
      <label>
        {words.subject}
        <input name="subject" required={true} maxLength={300} />
      </label>
      <label>
        {records.customer}
        <select name="contactId">
          <option value="">{words.nobody}</option>
          {value?.contacts.map(({ contactId, name, company }) => (
            <option key={contactId} value={contactId}>
              {company === null ? name : `${name} (${company})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {records.priority}
        <select name="priority" defaultValue="MEDIUM">
          {PRIORITIES.map((value) => (
            <option key={value} value={value}>
              {words.priorities[value]}
            </option>
          ))}
        </select>
      </label>
      <div className="button-row end">
        <button type="button" className="button" onClick={onDone}>
          {words.cancel}
        </button>
        <button type="submit" className="button primary">
          {words.submit}
        </button>
      </div>
    </form>
  );
}
