/** Views as an app builds them, and parts of them. */

const plain = (text: string) => ({ type: "plain_text", text });

export const section = (text: string) => ({ type: "section", text: plain(text) });
export const modalOf = (title: string, more: object = {}) => ({
  type: "modal",
  title: plain(title),
  blocks: [section("Hello")],
  ...more,
});
export const homeOf = (blocks: readonly object[], more: object = {}) => ({
  type: "home",
  blocks,
  ...more,
});

export const option = (value: string) => ({ text: plain(value), value });

const fields = [
  field("why", { type: "plain_text_input", action_id: "text" }),
  field("who", { type: "users_select", action_id: "user" }),
  field("how", {
    type: "static_select",
    action_id: "way",
    options: [option("now"), option("later")],
    initial_option: option("later"),
  }),
  { ...field("day", { type: "datepicker", action_id: "date" }), optional: true },
  {
    ...field("tell", {
      type: "checkboxes",
      action_id: "whom",
      options: [option("customer"), option("owner")],
    }),
    optional: true,
  },
];
const more = {
  type: "section",
  block_id: "more",
  text: plain("More"),
  accessory: { type: "button", action_id: "more", text: plain("More"), value: "m" },
};

/** A form with one field of most kinds, two of which may stay empty. */
export const form = modalOf("Hand over", {
  callback_id: "hand_over",
  private_metadata: "77-1",
  submit: plain("Send"),
  close: plain("Back"),
  notify_on_close: true,
  blocks: [...fields, more],
});
/** The same form tells at once who was chosen. */
export const eagerForm = {
  ...form,
  blocks: [...fields, more].map((block) =>
    block.block_id === "who" ? { ...block, dispatch_action: true } : block,
  ),
};

function field(blockId: string, element: object) {
  return { type: "input", block_id: blockId, label: plain(blockId), element };
}
