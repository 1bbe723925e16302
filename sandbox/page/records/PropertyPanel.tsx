import type { EditableProperty, RecordAddress } from "../../page-record-contract.ts";
import { useWords } from "../words/page-words.ts";
import { Details } from "./Details.tsx";
import { EditButton } from "./EditButton.tsx";

/** What the CRM knows of a record, and the way to change it. */
export function PropertyPanel(props: {
  address: RecordAddress;
  details: readonly { label: string; value: string }[];
  editable: readonly EditableProperty[];
}) {
  const { records } = useWords();
  return (
    <section className="panel" aria-label={records.properties}>
      <div className="panel-head">
        <h3>{records.properties}</h3>
        <EditButton address={props.address} properties={props.editable} />
      </div>
      <Details details={props.details} />
    </section>
  );
}
