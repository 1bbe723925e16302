import type { ProblemCode } from "../../src/config/project/project-problem.ts";
import {
  changed,
  type Document,
  lengthened,
  manifestDocument,
  shortened,
} from "./manifest-under-test.ts";

/** A manifest with one mistake that people make, and what has to be said of it. */
export type SeededMistake = {
  readonly name: string;
  readonly document: Document;
  readonly code: ProblemCode;
  readonly path: string;
  /** Words of the one line that is said. */
  readonly says: string;
};

const reason = "A sentence for the admin who installs.";
const CARD = "hubspot.cards.1";
const [WITHOUT_OWNERS, TICKETS] = ["crm.objects.owners.read", '"scope":"tickets"'];

export const SEEDED_MISTAKES: readonly SeededMistake[] = [
  {
    name: "a uid with a blank",
    document: changed(`${CARD}.uid`, "ticket card"),
    code: "manifest_invalid",
    path: `${CARD}.uid`,
    says: "letters, digits, hyphens, underscores and dots",
  },
  {
    name: "a uid of 65 characters",
    document: changed("hubspot.settingsPage.uid", "a".repeat(65)),
    code: "manifest_invalid",
    path: "hubspot.settingsPage.uid",
    says: "<=64 characters",
  },
  {
    name: "a uid that two cards have",
    document: changed(`${CARD}.uid`, "aftercare-ticket-sidebar"),
    code: "manifest_invalid",
    path: "plugin-manifest.json",
    says: "uid aftercare-ticket-sidebar is there twice",
  },
  {
    name: "a uid that the webhooks have",
    document: changed(`${CARD}.uid`, "aftercare-webhooks"),
    code: "component_uid_twice",
    path: "src/app/webhooks/webhooks-hsmeta.json",
    says: "the uid aftercare-webhooks is that of src/app/cards/aftercare-webhooks-hsmeta.json as well",
  },
  {
    name: "HubSpot's name in the app's",
    document: changed("name", "Aftercare Hub"),
    code: "manifest_invalid",
    path: "name",
    says: "a name must not contain a vendor's name",
  },
  {
    name: "HubSpot's name in a card's",
    document: changed(`${CARD}.name`, "HubSpot service"),
    code: "manifest_invalid",
    path: `${CARD}.name`,
    says: "a name must not contain a vendor's name",
  },
  {
    name: "a description that is too long",
    document: changed("description", "a".repeat(8193)),
    code: "manifest_invalid",
    path: "description",
    says: "<=8192 characters",
  },
  {
    name: "no description",
    document: changed("description", ""),
    code: "manifest_invalid",
    path: "description",
    says: ">=1 characters",
  },
  {
    name: "a card where there is no place for it",
    document: changed(`${CARD}.location`, "crm.record.footer"),
    code: "manifest_invalid",
    path: `${CARD}.location`,
    says: "crm.record.sidebar",
  },
  {
    name: "a help desk card of contacts",
    document: changed(`${CARD}.objects`, ["contact"]),
    code: "manifest_invalid",
    path: CARD,
    says: "the help desk shows cards of tickets only",
  },
  {
    name: "a card whose file is not there",
    document: changed(`${CARD}.file`, "cards/HelpDesk.tsx"),
    code: "card_file_missing",
    path: `${CARD}.file`,
    says: "there is no cards/HelpDesk.tsx",
  },
  {
    name: "one entry file for two places",
    document: changed(`${CARD}.file`, "cards/TicketCard.tsx"),
    code: "card_entry_shared",
    path: `${CARD}.file`,
    says: "an entry file for each place",
  },
  {
    name: "a card that is for another place than its file says",
    document: changed("hubspot.cards.0.location", "crm.record.tab"),
    code: "card_location_differs",
    path: "hubspot.cards.0.file",
    says: "cards/TicketCard.tsx is for crm.record.sidebar",
  },
  {
    name: "an entry file that nobody lists",
    document: changed("hubspot.homePage", undefined),
    code: "card_unlisted",
    path: "hubspot.cards",
    says: "cards/HomePage.tsx is not listed",
  },
  {
    name: "a scope that is used but not asked for",
    document: shortened("hubspot.requiredScopes", (one) => one.includes(WITHOUT_OWNERS)),
    code: "scope_undeclared",
    path: "hubspot.requiredScopes",
    says: "there is no crm.objects.owners.read; expected it with its reason, as readOwners need it",
  },
  {
    name: "a scope that nothing uses",
    document: lengthened("hubspot.optionalScopes", { scope: "conversations.read", reason }),
    code: "scope_unused",
    path: "hubspot.optionalScopes.2",
    says: "nothing uses conversations.read",
  },
  {
    name: "a scope without its sentence",
    document: changed("hubspot.requiredScopes.1.reason", undefined),
    code: "manifest_invalid",
    path: "hubspot.requiredScopes.1.reason",
    says: "expected string",
  },
  {
    name: "a scope that is asked for twice",
    document: lengthened("hubspot.optionalScopes", { scope: "tickets", reason }),
    code: "manifest_invalid",
    path: "plugin-manifest.json",
    says: "HubSpot scope tickets is there twice",
  },
  {
    name: "a scope that may be refused though nothing works without it",
    document: moveTicketsToOptional(),
    code: "scope_optional_only",
    path: "hubspot.optionalScopes.2",
    says: "tickets may be refused",
  },
  {
    name: "events of records that may not be read",
    document: shortened("hubspot.optionalScopes", (one) => one.includes("deals")),
    code: "event_without_scope",
    path: "hubspot.events.3",
    says: "events of a deal without crm.objects.deals.read",
  },
  {
    name: "an event that nothing handles",
    document: lengthened("hubspot.events.2.changes", "associationChange"),
    code: "event_unhandled",
    path: "hubspot.events.2.changes",
    says: "company.associationChange, which nothing handles",
  },
  {
    name: "an event that intake relies on and nobody asks for",
    document: shortened("hubspot.events.1.changes", (one) => one.includes("privacyDeletion")),
    code: "event_unsubscribed",
    path: "hubspot.events",
    says: "there is no privacyDeletion of a contact",
  },
  {
    name: "a privacy deletion of a company",
    document: lengthened("hubspot.events.2.changes", "privacyDeletion"),
    code: "event_not_offered",
    path: "hubspot.events.2.changes",
    says: "it of a contact alone",
  },
  {
    name: "a change that HubSpot does not know",
    document: lengthened("hubspot.events.0.changes", "propertyChanged"),
    code: "manifest_invalid",
    path: "hubspot.events.0.changes.5",
    says: "creation",
  },
  {
    name: "a property whose changes HubSpot does not tell",
    document: lengthened("hubspot.events.0.properties", "hs_lastmodifieddate"),
    code: "property_not_offered",
    path: "hubspot.events.0.properties",
    says: "hs_lastmodifieddate, of which HubSpot tells no change",
  },
  {
    name: "a property that nothing reads",
    document: lengthened("hubspot.events.0.properties", "content"),
    code: "property_unread",
    path: "hubspot.events.0.properties",
    says: "content of a ticket, which nothing reads",
  },
  {
    name: "a property that a policy reads and nobody asks for",
    document: shortened("hubspot.events.0.properties", (one) => one === '"hs_pipeline_stage"'),
    code: "property_unsubscribed",
    path: "hubspot.events",
    says: "there is no hs_pipeline_stage of a ticket",
  },
  {
    name: "an object that is listed twice",
    document: lengthened("hubspot.events", { object: "call", changes: [], properties: [], reason }),
    code: "manifest_invalid",
    path: "plugin-manifest.json",
    says: "subscribed object call is there twice",
  },
  {
    name: "an own property that is not made",
    document: lengthened("hubspot.properties.ticket", "aftercare_mood"),
    code: "property_undeclared",
    path: "hubspot.properties.ticket",
    says: "aftercare_mood is not made",
  },
  {
    name: "a privacy page over plain http",
    document: changed("listing.privacyUrl", "http://aftercare.test/privacy"),
    code: "manifest_invalid",
    path: "listing.privacyUrl",
    says: "an https address, or a path that begins with /",
  },
  {
    name: "no terms page",
    document: changed("listing.termsUrl", undefined),
    code: "manifest_invalid",
    path: "listing.termsUrl",
    says: "expected string",
  },
  {
    name: "one page for terms and privacy",
    document: changed("listing.privacyUrl", "https://aftercare.example/Terms/".replace(/\/$/, "")),
    code: "address_twice",
    path: "listing.privacyUrl",
    says: "is listing.termsUrl as well",
  },
  {
    name: "a support page on this machine",
    document: changed("support.url", "https://localhost:8443/support"),
    code: "address_invalid",
    path: "support.url",
    says: "is on this machine",
  },
  {
    name: "a set-up guide that ends in a slash",
    document: changed("listing.setupGuideUrl", "/guide/"),
    code: "address_invalid",
    path: "listing.setupGuideUrl",
    says: "ends in a slash",
  },
  {
    name: "a support page with a query",
    document: changed("support.url", "/support?from=app"),
    code: "address_invalid",
    path: "support.url",
    says: "has more than a host and a path",
  },
  {
    name: "a support address that is no e-mail",
    document: changed("support.email", "support"),
    code: "manifest_invalid",
    path: "support.email",
    says: "an e-mail address",
  },
  {
    name: "a key that is misspelt",
    document: changed("hubspot.card", []),
    code: "manifest_invalid",
    path: "hubspot",
    says: '"card"',
  },
];

function moveTicketsToOptional(): Document {
  const document = manifestDocument();
  const spoiled = shortened("hubspot.requiredScopes", (one) => one.includes(TICKETS));
  const longer = lengthened("hubspot.optionalScopes", { scope: "tickets", reason });
  const scopes = (from: Document, list: string): unknown =>
    Reflect.get(Object(from["hubspot"]), list);
  Reflect.set(Object(document["hubspot"]), "requiredScopes", scopes(spoiled, "requiredScopes"));
  Reflect.set(Object(document["hubspot"]), "optionalScopes", scopes(longer, "optionalScopes"));
  return document;
}
