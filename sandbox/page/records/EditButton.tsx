import { type FormEvent, useId, useRef, useState } from "react";
import type { EditableProperty, RecordAddress } from "../../page-record-contract.ts";
import { send } from "../server-calls.ts";
import { useWords } from "../words/page-words.ts";

type Edited = {
  readonly address: RecordAddress;
  readonly properties: readonly EditableProperty[];
};

/** Opens a form with the properties of a record; only what was changed is sent. */
export function EditButton(props: Edited) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { edit } = useWords().records;
  return (
    <>
      <button type="button" className="button small" onClick={() => dialog.current?.showModal()}>
        {edit.button}
      </button>
      <dialog ref={dialog} className="dialog wide" aria-label={edit.title}>
        <EditForm {...props} onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function EditForm({ address, properties, onDone }: Edited & { onDone: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const { edit } = useWords().records;
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const changed = properties
      .map(({ property, value }) => ({ property, value, next: String(fields.get(property) ?? "") }))
      .filter(({ value, next }) => value !== next)
      .map(({ property, next }) => [property, next] as const);
    const path = `/sandbox/${address.view}/${encodeURIComponent(address.id)}/properties`;
    try {
      if (changed.length > 0) await send(path, Object.fromEntries(changed));
      setProblem(null);
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    // Present values come in as defaults, so the form begins anew when the record has changed.
    <form
      key={properties.map(({ value }) => value).join("\u0000")}
      className="edit-form"
      onSubmit={save}
    >
      <h3>{edit.title}</h3>
      <div className="edit-fields">
        {properties.map((property) => (
          <EditField key={property.property} property={property} />
        ))}
      </div>
      {problem !== null && (
        <p className="note bad" role="alert">
          {problem}
        </p>
      )}
      <div className="button-row end">
        <button type="button" className="button" onClick={onDone}>
          {edit.cancel}
        </button>
        <button type="submit" className="button primary">
          {edit.save}
        </button>
      </div>
    </form>
  );
}

function EditField({ property }: { property: EditableProperty }) {
  const id = useId();
  const { said } = useWords();
  return (
    <div className={property.isLong ? "edit-field long" : "edit-field"}>
      <label htmlFor={id}>{said(property.label)}</label>
      <EditControl id={id} property={property} />
    </div>
  );
}

function EditControl({ id, property: edited }: { id: string; property: EditableProperty }) {
  const { records, said } = useWords();
  const { property, value, isLong, options } = edited;
  if (options.length > 0) {
    return (
      <select id={id} name={property} defaultValue={value}>
        <option value="">{records.notSet}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {said(option.label)}
          </option>
        ))}
      </select>
    );
  }
  if (isLong) return <textarea id={id} name={property} defaultValue={value} rows={4} />;
  return <input id={id} name={property} defaultValue={value} maxLength={500} />;
}
