import type { LocalBlock, LocalElement } from "./message-store.ts";

/** What people can use in blocks, and what it holds. https://docs.slack.dev/reference/block-kit/block-elements */

/** What somebody chose or wrote; several only of checkboxes. */
export type Chosen = string | readonly string[] | null;
export type ElementValue = Readonly<Record<string, unknown>>;

export type PlacedElement = {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: LocalElement;
};

/** All elements with an action of their own, whether or not their use is told at once. */
export function elementsOf(blocks: readonly LocalBlock[]): readonly PlacedElement[] {
  return blocks.flatMap((block) =>
    interactiveIn(block).map((element) => ({
      blockId: block.block_id ?? "",
      actionId: element.action_id ?? "",
      element,
    })),
  );
}

/** Those whose use is told to the app at once. */
export function pressableOf(blocks: readonly LocalBlock[]): readonly PlacedElement[] {
  return elementsOf(
    blocks.filter((block) => block.type !== "input" || block["dispatch_action"] === true),
  );
}

function interactiveIn(block: LocalBlock): readonly LocalElement[] {
  switch (block.type) {
    case "actions":
      return block.elements ?? [];
    case "section":
      return block.accessory === undefined ? [] : [block.accessory];
    case "input":
      return block.element === undefined ? [] : [block.element];
    default:
      return [];
  }
}

/** Blocks as Slack keeps them: blocks and elements that came without an id get one. */
export function named(blocks: readonly LocalBlock[], nextId: () => string): readonly LocalBlock[] {
  const withId = (element: LocalElement): LocalElement => ({
    ...element,
    action_id: element.action_id ?? nextId(),
  });
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? nextId(),
    ...(block.type === "actions" ? { elements: (block.elements ?? []).map(withId) } : {}),
    ...(block.accessory === undefined ? {} : { accessory: withId(block.accessory) }),
    ...(block.element === undefined ? {} : { element: withId(block.element) }),
  }));
}

/** What an element holds after somebody chose; throws when it has no such choice. */
export function chosenValueOf(element: LocalElement, chosen: Chosen): ElementValue {
  const one = typeof chosen === "string" ? chosen : null;
  switch (element.type) {
    case "button":
      return {};
    case "overflow":
    case "static_select":
    case "radio_buttons":
      return { selected_option: one === null ? null : optionOf(element, one) };
    case "checkboxes": {
      const several = one === null ? (chosen ?? []) : [one];
      return { selected_options: [...several].map((value) => optionOf(element, value)) };
    }
    case "users_select":
      return { selected_user: one };
    case "conversations_select":
      return { selected_conversation: one };
    case "datepicker":
      return { selected_date: shaped(one, /^\d{4}-\d\d-\d\d$/) };
    case "timepicker":
      return { selected_time: shaped(one, /^\d\d:\d\d$/) };
    case "datetimepicker": {
      const seconds = shaped(one, /^\d{10}$/);
      return { selected_date_time: seconds === null ? null : Number(seconds) };
    }
    case "plain_text_input":
    case "email_text_input":
    case "number_input":
      return { value: one === "" ? null : one };
    default:
      throw new Error(`Nobody can use an element of type ${element.type}`);
  }
}

/** What an element holds before anybody touched it; null for those that hold nothing. */
export function initialValueOf(element: LocalElement): ElementValue | null {
  switch (element.type) {
    case "static_select":
    case "radio_buttons":
      return { selected_option: element["initial_option"] ?? null };
    case "checkboxes":
      return { selected_options: element["initial_options"] ?? [] };
    case "users_select":
      return { selected_user: element["initial_user"] ?? null };
    case "conversations_select":
      return { selected_conversation: element["initial_conversation"] ?? null };
    case "datepicker":
      return { selected_date: element["initial_date"] ?? null };
    case "timepicker":
      return { selected_time: element["initial_time"] ?? null };
    case "datetimepicker":
      return { selected_date_time: element["initial_date_time"] ?? null };
    case "plain_text_input":
    case "email_text_input":
    case "number_input":
      return { value: element["initial_value"] ?? null };
    default:
      return null;
  }
}

/** Whether somebody still has to fill it in. */
export function isEmpty(value: ElementValue): boolean {
  const { type: _type, ...held } = value;
  return Object.values(held).every(
    (one) => one === null || (Array.isArray(one) && one.length === 0),
  );
}

function optionOf(element: LocalElement, value: string) {
  const groups = element.option_groups ?? [];
  const options = [...(element.options ?? []), ...groups.flatMap((group) => group.options)];
  const option = options.find((one) => one.value === value);
  if (option === undefined) throw new Error(`No such option: ${value}`);
  return option;
}

function shaped(text: string | null, shape: RegExp): string | null {
  if (text !== null && !shape.test(text)) throw new Error(`Nobody can choose ${text}`);
  return text;
}
