export const enTroubles = {
  title: "What if …",
  hint: "Each lasts until you switch it off. Nothing that was acknowledged may get lost.",
  allWell: "All well again",
  allIsWell: "All is well.",
  crm: {
    title: "HubSpot",
    slow: {
      name: "is slow",
      effect: "Every answer of its API takes 3 seconds.",
      sign: "HubSpot is slow",
    },
    down: {
      name: "is down",
      effect: "Every call of its API is cut off before it has any effect.",
      sign: "HubSpot is down",
    },
    rate_limited: {
      name: "says: not so fast",
      effect: "Every call is refused with 429 and the request to wait 10 seconds.",
      sign: "HubSpot asks to wait (429)",
    },
  },
  webhooks: {
    title: "HubSpot's webhooks",
    duplicates: {
      name: "come twice",
      effect: "Half of all events are delivered twice.",
      sign: "Webhooks come twice",
    },
    disorder: {
      name: "come in any order",
      effect: "Events are held for a moment and sent in an order of chance.",
      sign: "Webhooks come in any order",
    },
  },
  plugin: {
    title: "Aftercare and its database",
    away: {
      name: "are away",
      effect: "Both are stopped in the middle of their work, until this is switched off.",
    },
    restart: "Restart now",
    effect: "The same for some seconds: they come back by themselves.",
    stopped: "Aftercare and its database are stopped",
    starting: "Aftercare and its database are starting",
    up: "Both are running.",
  },
  log: {
    title: "Live log",
    label: "What went to and fro",
    filter: "Only lines with …",
    kinds: { all: "All", card: "Cards", webhook: "Webhooks", crm: "HubSpot", slack: "Slack" },
    kind: "Which lines",
    onlyFailures: "Failures only",
    nothing: "Nothing of that kind has happened yet.",
    forgotten: (count: number) => `${count} older lines were dropped.`,
    columns: { at: "When", kind: "Kind", what: "What", outcome: "Outcome", took: "Took" },
    ledger: "Ledger of events",
    explain: {
      received: "what HubSpot delivered and Aftercare stored before it said thanks",
      applied: "changed what is known of a ticket or a customer",
      ignored: "needed nothing: repeats, own echoes, records that are not served",
      waiting: "stored, not yet read",
      dead: "can never be read; kept for a person to look at",
    },
  },
};
