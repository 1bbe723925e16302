import { NOW } from "./fake-sandbox.ts";

/** Messages and views of the small app, with every kind of block and element that an app of ours posts. */

const DUE = Math.floor(NOW / 1000) + 40 * 60;

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text, verbatim: true });
const option = (value: string, text: string, more: object = {}) => ({
  value,
  text: plain(text),
  ...more,
});
const button = (actionId: string, text: string, more: object = {}) => ({
  type: "button",
  action_id: actionId,
  text: plain(text),
  value: "4711",
  ...more,
});

const facts = {
  type: "section",
  fields: [
    mrkdwn("*Customer*\nHarborline Packaging"),
    mrkdwn(`*Due*\n<!date^${DUE}^{date_short_pretty}, {time}|soon>`),
    mrkdwn("*Tier*\nKey customer"),
    mrkdwn("*Department*\nTechnical support"),
  ],
};

export function openCase(person: string) {
  return {
    blocks: [
      { type: "header", text: plain("First response overdue") },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "user", user_id: person },
              { type: "text", text: " Filling line FL-200 stops <b>every hour</b>, answer by " },
              { type: "date", timestamp: DUE, format: "{time}", fallback: "soon" },
            ],
          },
        ],
      },
      facts,
      {
        type: "actions",
        elements: [
          button("take", "Take it", { style: "primary" }),
          button("note", "Add a note"),
          {
            type: "static_select",
            action_id: "snooze",
            placeholder: plain("Snooze"),
            options: [option("30", "30 minutes"), option("120", "2 hours")],
          },
          {
            type: "users_select",
            action_id: "hand_over",
            placeholder: plain("Hand over to …"),
          },
          {
            type: "overflow",
            action_id: "more",
            options: [option("why", "Why this deadline"), option("mute", "Stop reminding me")],
          },
        ],
      },
      { type: "context", elements: [mrkdwn("Ticket 4711 · level 2 of 3")] },
    ],
  };
}

export function takenCase(person: string) {
  return {
    blocks: [
      { type: "header", text: plain("First response overdue") },
      facts,
      { type: "context", elements: [mrkdwn(`Taken by <@${person}>`)] },
    ],
  };
}

export function shownCase() {
  return {
    blocks: [
      { type: "header", text: plain("解決時限將至：主軸冷卻泵漏水") },
      {
        type: "section",
        text: mrkdwn("大同食品 · _key customer_ · `4699`"),
        accessory: button("note", "Add a note"),
      },
      { type: "divider" },
      { type: "context", elements: [mrkdwn("Paused: waiting for spare parts")] },
    ],
  };
}

const field = (blockId: string, label: string, element: object) => ({
  type: "input",
  block_id: blockId,
  label: plain(label),
  element,
});

export function noteForm(place: string) {
  return {
    type: "modal",
    callback_id: "note",
    private_metadata: place,
    title: plain("Add a note"),
    submit: plain("Save"),
    close: plain("Cancel"),
    blocks: [
      { type: "section", text: mrkdwn("Ticket 4711, *Filling line FL-200 stops*") },
      {
        ...field("note", "Note", {
          type: "plain_text_input",
          action_id: "text",
          multiline: true,
          placeholder: plain("What a colleague has to know"),
        }),
        hint: plain("It is written on the ticket, too."),
      },
      field("kind", "Kind", {
        type: "radio_buttons",
        action_id: "kind",
        initial_option: option("inside", "For us"),
        options: [option("inside", "For us"), option("customer", "The customer said it")],
      }),
      {
        ...field("who", "Tell also", { type: "users_select", action_id: "user" }),
        optional: true,
      },
      {
        ...field("until", "Until", { type: "datetimepicker", action_id: "at" }),
        optional: true,
      },
      {
        ...field("flags", "Flags", {
          type: "checkboxes",
          action_id: "flags",
          options: [
            option("parts", "Needs spare parts", { description: plain("The clock may be paused") }),
            option("visit", "Needs a visit"),
          ],
        }),
        optional: true,
      },
    ],
  };
}

export function homeBlocks(person: string, isNewer = false) {
  return {
    type: "home",
    blocks: [
      { type: "header", text: plain(isNewer ? "Your cases, just read" : "Your cases") },
      {
        type: "section",
        text: mrkdwn(`Good morning <@${person}>. Two cases wait for you.`),
        accessory: button("refresh", "Read again"),
      },
      { type: "divider" },
      {
        type: "section",
        text: mrkdwn("*4711* Filling line FL-200 stops\n_First response overdue_"),
        accessory: button("home_note", "Add a note"),
      },
      {
        type: "section",
        text: mrkdwn("*4699* 主軸冷卻泵漏水\n_Paused, waiting for spare parts_"),
      },
      { type: "divider" },
      {
        type: "section",
        text: mrkdwn("Direct messages"),
        accessory: {
          type: "static_select",
          action_id: "reach",
          initial_option: option("all", "For all my cases"),
          options: [option("all", "For all my cases"), option("none", "Never")],
        },
      },
    ],
  };
}
