/** What `npm run aftercare -- doctor` says: of each finding what was found, and what to do. */
export const enDoctor = {
  state: { ok: "ok", warn: "look", fail: "mend" },
  check: {
    settings: "settings",
    keys: "keys",
    store: "database",
    time: "time",
    address: "address",
    hubspot: "HubSpot",
    slack: "Slack",
    webhooks: "webhooks",
    queues: "queues",
  },
  sum: "{{ok}} as they should be, {{warn}} to look at, {{fail}} to mend",
  found: {
    settings_ok: "all as they should be",
    settings_problem: "{{key}} {{problem}}",
    keys_ok: "{{count}} sealed tokens open",
    keys_closed: "{{closed}} of {{count}} sealed tokens do not open",
    store_ok:
      "PostgreSQL {{version}} ({{engine}}), {{migrations}} migrations, answers in {{ms}} ms",
    store_unreachable: "{{reason}}",
    store_behind: "these migrations are missing: {{names}}",
    store_ahead: "the store has migrations of a newer version: {{names}}",
    store_slow: "answers in {{ms}} ms, which is more than {{most}}",
    store_embedded:
      "the embedded database is for trials and small hosts: a power failure may damage it",
    wall_role: "the database keeps accounts apart by the role aftercare_walled",
    wall_forced: "the database keeps accounts apart: its policies are forced upon this user",
    wall_later: "the next start raises the wall between accounts",
    wall_none: "no wall between accounts: this user of the database is held up by no policy",
    time_ok: "the clock of {{whose}} is ours, {{seconds}} s apart",
    time_apart: "the clock of {{whose}} is {{seconds}} s from ours",
    address_ok: "{{url}} answers",
    address_other: "{{url}} answers {{status}}, and it is not Aftercare",
    address_unreachable: "{{url}} does not answer: {{reason}}",
    address_plain: "{{url}} is not https",
    hubspot_reached: "{{url}} answers",
    hubspot_unreachable: "{{url}} does not answer: {{reason}}",
    hubspot_none: "no account is connected",
    hubspot_answers: "account {{portal}} answers",
    hubspot_away: "account {{portal}} does not answer: {{code}}",
    hubspot_other_account:
      "HUBSPOT_ACCESS_TOKEN is of account {{found}}, HUBSPOT_PORTAL_ID says {{portal}}",
    hubspot_scope: "account {{portal}} did not grant {{scope}}",
    hubspot_scope_optional: "account {{portal}} did not grant {{scope}}, or has none of it",
    hubspot_more: "{{count}} more accounts were not asked",
    slack_off: "not set up: nothing is posted",
    slack_none: "account {{portal}} has no workspace",
    slack_ok: "account {{portal}}: {{name}} ({{team}}) takes our token",
    slack_refused: "account {{portal}}: {{team}} refuses our token: {{reason}}",
    slack_scope: "account {{portal}}: {{team}} did not grant {{scope}}",
    webhooks_ok: "account {{portal}}: the last delivery came {{minutes}} min ago",
    webhooks_old: "account {{portal}}: the last delivery came {{minutes}} min ago",
    webhooks_never: "account {{portal}}: no delivery is known",
    queues_ok: "account {{portal}}: nothing waits for long",
    queues_events_wait: "account {{portal}}: an event has waited for {{minutes}} min",
    queues_sends_wait: "account {{portal}}: something has waited to be sent for {{minutes}} min",
    queues_sends_stuck:
      "account {{portal}}: {{unknown}} sends are unknown, {{dead}} will not be sent",
  },
  todo: {
    settings_problem:
      "Set it in the environment or in .env; docs/configuration.md has every variable.",
    keys_closed:
      "Put the key that sealed them back into TOKEN_KEYS, behind the present one, or connect the accounts again.",
    store_unreachable:
      "See that the server runs, that DATABASE_URL or DATA_DIR is right, and that this machine may reach it. An embedded database is looked at while Aftercare is stopped.",
    store_behind: "Start Aftercare: it brings the store up to date.",
    store_ahead: "Start that version, or restore an older copy of the store.",
    store_slow:
      "Put Aftercare and its database near each other, and look at the load of the server.",
    store_embedded: "Use DATABASE_URL for production.",
    wall_none:
      "Have an admin run: create role aftercare_walled nologin; grant aftercare_walled to the user of DATABASE_URL. Then start Aftercare again.",
    time_apart:
      "Have the clocks set by NTP: signatures that are more than five minutes old are refused.",
    address_other:
      "Lead PUBLIC_BASE_URL to this process: the proxy passes path, query and body on unchanged.",
    address_unreachable:
      "Start Aftercare, and see that name, certificate and proxy are right. Where this machine may not reach its own public address, ask from another one.",
    address_plain: "HubSpot and Slack call https addresses only.",
    hubspot_unreachable: "See that this machine may open connections to it.",
    hubspot_none:
      "Open /install at the public address, or set HUBSPOT_ACCESS_TOKEN and HUBSPOT_PORTAL_ID.",
    hubspot_away:
      "portal_disconnected: connect the account again. crm_unavailable or crm_rate_limited: wait and look again. settings_invalid: mend client id and secret.",
    hubspot_other_account: "Set the id of the account that the token is of.",
    hubspot_scope: "Install the app again with all required scopes.",
    hubspot_scope_optional: "What needs it is left out. Install the app again to grant it.",
    hubspot_more: "Look at one of them with --portal.",
    slack_off: "Set SLACK_SIGNING_SECRET and what goes with it; see docs/operations.md.",
    slack_none: "Connect one: npm run aftercare -- slack connect --portal {{portal}} --by NAME",
    slack_refused: "Install the Slack app there again.",
    slack_scope: "Update the Slack app's manifest and install the app there again.",
    webhooks_old:
      "If something was changed in HubSpot since: see that the project is uploaded with this address, and that the app is still installed.",
    webhooks_never:
      "Change a ticket in HubSpot and look again after a minute. If none comes: upload the project with this address (npm run hubspot:project).",
    queues_events_wait: "See that a worker runs, and that HubSpot answers.",
    queues_sends_wait:
      "See that a worker runs; the settings page says under Health what waits and why.",
    queues_sends_stuck: "Look at them on the settings page under Health, and try them once more.",
  },
};
