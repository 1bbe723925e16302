import { useInstantFormat } from "../sandbox-time.ts";
import { useWords } from "../words/page-words.ts";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Labelled values; instants in the portal's zone. */
export function Details(props: { details: readonly { label: string; value: string }[] }) {
  const format = useInstantFormat();
  const { said } = useWords();
  return (
    <dl className="details">
      {props.details.map(({ label, value }) => (
        <div key={label}>
          <dt>{said(label)}</dt>
          <dd>{INSTANT.test(value) ? format(Date.parse(value)) : <Value text={said(value)} />}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An address breaks before its domain, if it must. */
function Value({ text }: { text: string }) {
  const [name, domain, ...rest] = text.split("@");
  if (domain === undefined || rest.length > 0) return text;
  return (
    <>
      {name}
      <wbr />@{domain}
    </>
  );
}
