import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ConversationMessage, Reply } from "../../page-record-contract.ts";
import { Segments } from "../Segments.tsx";
import { useInstantFormat } from "../sandbox-time.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useWords } from "../words/page-words.ts";

const LONGEST_MESSAGE = 10_000;

/** What customer and rep wrote, and a place to write on as either of them. */
export function Conversation(props: {
  ticketId: string;
  messages: readonly ConversationMessage[];
}) {
  const { ticketId, messages } = props;
  const { helpdesk } = useWords().records;
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.messageId;
  useEffect(() => {
    if (newest !== undefined) end.current?.scrollIntoView({ block: "nearest" });
  }, [newest]);
  return (
    <>
      <section className="talk" aria-label={helpdesk.conversation}>
        {messages.length === 0 && <p className="note">{helpdesk.noMessages}</p>}
        <ol>
          {messages.map((message) => (
            <Message key={message.messageId} message={message} />
          ))}
        </ol>
        <div ref={end} />
      </section>
      <Composer ticketId={ticketId} />
    </>
  );
}

function Message({ message: { at, from, author, text } }: { message: ConversationMessage }) {
  const { helpdesk } = useWords().records;
  const format = useInstantFormat();
  return (
    <li className={from}>
      <p className="talk-who">
        <b>{author ?? helpdesk[from]}</b>{" "}
        <span className="soft">
          {helpdesk[from]} · {format(at)}
        </span>
      </p>
      <p className="talk-text">{text}</p>
    </li>
  );
}

const VOICES = [
  { from: "rep", label: "answer" },
  { from: "customer", label: "asCustomer" },
] as const;

function Composer({ ticketId }: { ticketId: string }) {
  const { helpdesk } = useWords().records;
  const attempt = useAttempt();
  const [from, setFrom] = useState<Reply["from"]>("rep");
  const [text, setText] = useState("");
  const [isSending, setSending] = useState(false);
  const isEmpty = text.trim() === "";
  const submit = async () => {
    if (isEmpty || isSending) return;
    setSending(true);
    const path = `/sandbox/tickets/${encodeURIComponent(ticketId)}/replies`;
    if (await attempt(() => send(path, { from, text }))) setText("");
    setSending(false);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
  };
  return (
    <form className={`reply-box ${from}`} onSubmit={onSubmit}>
      <Segments
        label={helpdesk.write}
        options={VOICES.map(({ from: value, label }) => ({ value, label: helpdesk[label] }))}
        value={from}
        onChange={setFrom}
      />
      <textarea
        rows={3}
        aria-label={helpdesk.write}
        maxLength={LONGEST_MESSAGE}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <div className="button-row end">
        <button type="submit" className="button primary" disabled={isEmpty || isSending}>
          {isSending ? helpdesk.sending : helpdesk.send}
        </button>
      </div>
    </form>
  );
}
