import { CALL_SCOPES, INSTALL_SCOPES, type ScopeNeed } from "./adapters/hubspot/call-scopes.ts";
import { OWN_PROPERTIES } from "./adapters/hubspot/own-properties.ts";
import { ticketProperties } from "./app/intake/ticket-properties.ts";
import { ACTIVITY_PROPERTIES, USED_CHANGES } from "./app/intake/used-changes.ts";
import { customerProperties } from "./app/tiering/customer-properties.ts";
import { DEAL } from "./app/tiering/deal-of.ts";
import { COMPANY_PROPERTY } from "./app/tiering/grade-rows.ts";
import { loadPreset, PRESET_NAMES } from "./config/presets.ts";
import type { CodeFacts, ScopeUse } from "./config/project/code-facts.ts";

/** HubSpot works them out from deals, and need not tell of a change of what it works out. */
const WORKED_OUT: readonly string[] = [
  DEAL.isClosed,
  DEAL.isWon,
  "first_deal_created_date",
  "num_associated_deals",
  "recent_deal_close_date",
];

/** What this program does with HubSpot, gathered from where it does it. */
export function codeFacts(): CodeFacts {
  const presets = PRESET_NAMES.map(loadPreset);
  const union = (names: readonly (readonly string[])[]) =>
    [...new Set(names.flat())].filter((name) => !WORKED_OUT.includes(name));
  return {
    scopes: [
      ...INSTALL_SCOPES.map((scope) => ({ scope, use: "installs", isOptional: false })),
      ...Object.entries(CALL_SCOPES).flatMap(([use, need]) => usesOf(use, need)),
    ],
    changes: USED_CHANGES,
    properties: {
      ticket: union(presets.map(ticketProperties)),
      // No preset grades companies alone, but a policy may.
      contact: union([
        ...presets.map((policy) => customerProperties(policy, "contact")),
        [COMPANY_PROPERTY],
      ]),
      company: union(presets.map((policy) => customerProperties(policy, "company"))),
      deal: union([Object.values(DEAL)]),
      ...ACTIVITY_PROPERTIES,
    },
    ownProperties: {
      ticket: OWN_PROPERTIES.ticket.map(({ name }) => name),
      contact: OWN_PROPERTIES.contact.map(({ name }) => name),
      company: OWN_PROPERTIES.company.map(({ name }) => name),
    },
  };
}

function usesOf(use: string, { scopes, optional = [] }: ScopeNeed): readonly ScopeUse[] {
  return [
    ...scopes.map((scope) => ({ scope, use, isOptional: false })),
    ...optional.map((scope) => ({ scope, use, isOptional: true })),
  ];
}
