import { useContext } from "react";
import { useWords } from "../words/page-words.ts";
import { ChatContext } from "./chat-context.ts";
import type { Choices, Chosen, FieldElement, Option, StaticSelect } from "./elements.ts";
import { TextObjectView } from "./TextView.tsx";
import { instantAt, wallTimeAt } from "./zoned-input.ts";

export type FieldProps = {
  readonly id: string;
  readonly value: Chosen;
  onChange(chosen: Chosen): void;
  /** Where no label stands beside the field. */
  readonly name?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly isRequired?: boolean;
};

/** An element that holds a value, as the browser's own control. */
export function FieldControl({ element, ...props }: FieldProps & { element: FieldElement }) {
  const hint = element.placeholder?.text;
  const common = { ...attributesOf(props), placeholder: hint };
  switch (element.type) {
    case "static_select":
      return <OptionSelect element={element} hint={hint} {...props} />;
    case "users_select":
      return <PersonSelect hint={hint} {...props} />;
    case "plain_text_input": {
      const limits = { ...common, maxLength: element.max_length };
      return element.multiline === true ? (
        <textarea rows={4} {...limits} />
      ) : (
        <input type="text" {...limits} />
      );
    }
    case "email_text_input":
      return <input type="email" {...common} />;
    case "number_input":
      return <input type="number" step="any" {...common} />;
    case "datepicker":
      return <input type="date" {...common} />;
    case "timepicker":
      return <input type="time" {...common} />;
    case "datetimepicker":
      return <InstantInput {...props} />;
    case "radio_buttons":
    case "checkboxes":
      return <ChoiceList element={element} {...props} />;
  }
}

function attributesOf({ value, onChange, ...props }: FieldProps) {
  return {
    ...namesOf(props),
    value: oneOf(value),
    onChange: (event: { target: { value: string } }) => onChange(orNull(event.target.value)),
  };
}

function namesOf(props: Omit<FieldProps, "value" | "onChange">) {
  return {
    id: props.id,
    "aria-label": props.name,
    "aria-describedby": props.describedBy,
    "aria-invalid": props.isInvalid === true ? true : undefined,
    "aria-required": props.isRequired === true ? true : undefined,
  };
}

type SelectProps = FieldProps & { readonly hint: string | undefined };

function OptionSelect({ element, hint, ...props }: SelectProps & { element: StaticSelect }) {
  const { chat } = useWords();
  return (
    <select {...attributesOf(props)}>
      <option value="">{hint ?? chat.chooseOne}</option>
      <Options options={element.options ?? []} />
      {element.option_groups?.map(({ label, options }) => (
        <optgroup key={label.text} label={label.text}>
          <Options options={options} />
        </optgroup>
      ))}
    </select>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, text }) => (
    <option key={value} value={value}>
      {text.text}
    </option>
  ));
}

function PersonSelect({ hint, ...props }: SelectProps) {
  const { people } = useContext(ChatContext);
  const { chat } = useWords();
  return (
    <select {...attributesOf(props)}>
      <option value="">{hint ?? chat.choosePerson}</option>
      {people.map(({ userId, name }) => (
        <option key={userId} value={userId}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** In seconds for Slack; in the page's zone for the person. */
function InstantInput({ value, onChange, ...props }: FieldProps) {
  const { timeZone } = useContext(ChatContext);
  const seconds = oneOf(value);
  return (
    <input
      type="datetime-local"
      {...namesOf(props)}
      defaultValue={seconds === "" ? "" : wallTimeAt(Number(seconds) * 1000, timeZone)}
      onChange={({ target }) => {
        const at = instantAt(target.value, timeZone);
        onChange(at === null ? null : String(Math.floor(at / 1000)));
      }}
    />
  );
}

function ChoiceList({ element, value, onChange, ...props }: FieldProps & { element: Choices }) {
  const isSeveral = element.type === "checkboxes";
  const held = Array.isArray(value) ? value : value === null ? [] : [value];
  const toggle = (option: string, isOn: boolean) => {
    const others = isSeveral ? held.filter((one) => one !== option) : [];
    const chosen = isOn ? [...others, option] : others;
    onChange(isSeveral ? chosen : (chosen[0] ?? null));
  };
  const { id, ...names } = namesOf(props);
  return (
    <div id={id} role={isSeveral ? "group" : "radiogroup"} className="choice-list" {...names}>
      {element.options.map((option) => (
        <label key={option.value}>
          <input
            type={isSeveral ? "checkbox" : "radio"}
            name={id}
            checked={held.includes(option.value)}
            onChange={({ target }) => toggle(option.value, target.checked)}
          />
          <span>
            <TextObjectView text={option.text} />
            {option.description !== undefined && (
              <small>
                <TextObjectView text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}

function oneOf(value: Chosen): string {
  return typeof value === "string" ? value : "";
}

const orNull = (text: string) => (text === "" ? null : text);
