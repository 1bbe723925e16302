import { type FormEvent, useRef } from "react";
import { ContactList, Created } from "../../page-contract.ts";
import { goTo } from "../route.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useRemote } from "../use-live.ts";

const PRIORITIES = [
  { value: "LOW", label: "Low" },
  { value: "MEDIUM", label: "Medium" },
  { value: "HIGH", label: "High" },
  { value: "URGENT", label: "Urgent" },
] as const;
const CONTACTS_PATH = "/sandbox/contacts?search=";

/** Opens a small form; the new ticket is shown as soon as it is there. */
export function NewTicketButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" className="button primary" onClick={() => dialog.current?.showModal()}>
        New
      </button>
      <dialog ref={dialog} className="dialog" aria-label="New ticket">
        <NewTicketForm onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function NewTicketForm({ onDone }: { onDone: () => void }) {
  const attempt = useAttempt();
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
      <h2>New ticket</h2>
      <label>
        Subject
        <input name="subject" required={true} maxLength={300} />
      </label>
      <label>
        Customer
        <select name="contactId">
          <option value="">Nobody yet</option>
          {value?.contacts.map(({ contactId, name, company }) => (
            <option key={contactId} value={contactId}>
              {company === null ? name : `${name} (${company})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        Priority
        <select name="priority" defaultValue="MEDIUM">
          {PRIORITIES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <div className="button-row end">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="button primary">
          Create ticket
        </button>
      </div>
    </form>
  );
}
