/** The settings page: language, data and privacy. */
export const enSettingsPrivacy = {
  words: {
    language: "Language",
    languageText:
      "Whoever reads Aftercare in HubSpot sees the language of their own HubSpot user. This one is for what nobody in particular reads, such as tasks and notes.",
    save: "Save",
    what: "What",
    where: "What it holds",
    kept: "How long",
    stored: "What Aftercare stores",
    uninstall: "What an uninstall leaves",
    secrets: "How it is protected",
    farewell: "What becomes of the data",
    farewellText:
      "Whoever installs the app again goes on where it ended, as long as the data are kept. Exports are made on the server: npm run aftercare -- export.",
    archive: "Archive the properties in HubSpot",
    archiveText:
      "Before the app is removed, while it only observes: the group “aftercare” with all values. HubSpot can restore archived properties for 90 days.",
  },
  headline:
    "Kept on the server of this installation; HubSpot stays the place where customers, tickets and tasks live.",
  days_one: "{{count}} day after it was applied",
  days_other: "{{count}} days after it was applied",
  years_one: "{{count}} year",
  years_other: "{{count}} years",
  always: "As long as the installation",
  limit: {
    between: "; ",
    touchDays_one: "contacts with customers {{count}} day",
    touchDays_other: "contacts with customers {{count}} days",
    surveyDays_one: "survey answers {{count}} day",
    surveyDays_other: "survey answers {{count}} days",
    messageDays_one: "copies of messages on tickets {{count}} day",
    messageDays_other: "copies of messages on tickets {{count}} days",
    rest: "{{limits}}; the rest: {{always}}",
  },
  kind: {
    deliveries: {
      label: "Webhook deliveries and events",
      text: "What HubSpot told, as it came; daily sums stay",
    },
    facts: {
      label: "Facts about tickets",
      text: "Subjects, stages, priorities, owners, times of replies",
    },
    customers: {
      label: "Customers",
      text: "The properties that the policy asks for, tier, reasons and their history",
    },
    cases: {
      label: "Cases, complaints and corrective actions",
      text: "What people wrote and pressed, in HubSpot and Slack",
    },
    visits: {
      label: "Visits and scores",
      text: "Plans, outcomes and survey answers",
    },
    policies: {
      label: "Policies and drafts",
      text: "Every version, with those who wrote and approved it",
    },
    audit: {
      label: "Audit log",
      text: "Who did what, when, from where; sealed",
    },
    tokens: {
      label: "Access tokens",
      text: "Of HubSpot and Slack, encrypted",
    },
  },
  farewell: {
    keep_one: "Keep for {{count}} day, then delete",
    keep_other: "Keep for {{count}} days, then delete",
    purge: "Delete as soon as the app is removed",
  },
  did: {
    archive: "The properties of Aftercare are archived in HubSpot.",
    keep: "When the app is removed the data are kept for a while, then deleted.",
    purge: "When the app is removed all data are deleted at once.",
  },
  not: {
    allowed: "{{why}}",
    crm_failed: "HubSpot did not archive them: {{why}}. Try again.",
    still_live: "Switch back to observing first: a live account needs them.",
    not_connected: "HubSpot is disconnected: an admin may delete the group “aftercare” there.",
  },
  left: {
    properties:
      "The properties of the group “aftercare” stay in HubSpot with their last values; an admin may delete the group.",
    tasks: "Tasks and notes that Aftercare made stay on their records.",
    slack: "Messages stay in Slack.",
    store_one:
      "What is stored here is deleted {{count}} day after the app is removed, unless you choose below to delete it at once; HubSpot’s tokens are deleted at once.",
    store_other:
      "What is stored here is deleted {{count}} days after the app is removed, or at once if you choose so here; HubSpot’s tokens are deleted at once.",
  },
  safe: {
    forget:
      "Who asks HubSpot to be forgotten is erased here too: from every table, from kept events and from the messages that Aftercare posted in Slack. A search proves it.",
    tenants:
      "Accounts never mix: every row belongs to one, and who asks is known by HubSpot’s signature.",
    tokens: "Tokens are encrypted; secrets and customers’ words are not logged.",
  },
};
