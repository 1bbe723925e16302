import { z } from "zod";

/**
 * `plugin-manifest.json`: the one description of what Aftercare asks HubSpot and Slack for. Whoever
 * reviews the app reads it there; `npm run hubspot:project` writes the developer project for HubSpot
 * from it, and `npm run slack:manifest` Slack's app manifest.
 */

/** HubSpot's rule for component ids, which must never change once uploaded. */
const Uid = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_\-.]+$/, "expected letters, digits, hyphens, underscores and dots");

/** HubSpot and Slack refuse names that could be taken for their own. */
const Name = z
  .string()
  .min(1)
  .max(35)
  .refine((name) => !/hub|slack/i.test(name), "a name must not contain a vendor's name");

const Reason = z.string().min(20).meta({ description: "one sentence for the admin who installs" });
const Scope = z.strictObject({ scope: z.string().min(1), reason: Reason });
const Scopes = z.array(Scope).readonly();

const ObjectName = z.enum(["ticket", "contact", "company"]);
const PropertyName = z.string().regex(/^[a-z][a-z0-9_]*$/, "expected a property's internal name");

const EventObject = z.enum([
  ...ObjectName.options,
  "deal",
  "task",
  "call",
  "meeting",
  "email",
  "communication",
]);

const Subscription = z.strictObject({
  object: EventObject,
  changes: z.array(
    z.enum(["creation", "deletion", "merge", "restore", "associationChange", "privacyDeletion"]),
  ),
  /** A `propertyChange` subscription each. */
  properties: z.array(PropertyName),
  reason: Reason,
});

const OwnPropertyNames = z.array(
  PropertyName.refine((name) => name.startsWith("aftercare_"), "expected the prefix aftercare_"),
);

const CardFile = z.string().regex(/^cards\/[A-Z]\w*\.tsx$/, "expected cards/Name.tsx");

const Card = z
  .strictObject({
    uid: Uid,
    name: Name,
    description: z.string().min(1),
    location: z.enum(["crm.record.tab", "crm.record.sidebar", "crm.preview", "helpdesk.sidebar"]),
    objects: z.array(ObjectName).min(1),
    file: CardFile,
  })
  .refine(
    ({ location, objects }) => location !== "helpdesk.sidebar" || objects.join() === "ticket",
    "the help desk shows cards of tickets only",
  );

/** Of the app, not of a record: HubSpot has one place for it. */
const SettingsPage = z.strictObject({
  uid: Uid,
  name: Name,
  description: z.string().min(1),
  file: CardFile,
});

/** A path is below the public base address of whoever runs the app. */
const PageAddress = z
  .string()
  .regex(/^(https:\/\/|\/)\S+$/, "expected an https address, or a path that begins with /");

/** Whom users of the app may ask. */
const Support = z.strictObject({
  email: z.email("expected an e-mail address"),
  documentationUrl: PageAddress,
  url: PageAddress,
  phone: z
    .string()
    .regex(/^\+[0-9 -]{6,20}$/, "expected a number with its country, such as +1 555 0100")
    .optional(),
});

/** Public pages that the marketplace asks for beside the support page. */
const Listing = z.strictObject({
  installUrl: PageAddress,
  setupGuideUrl: PageAddress,
  termsUrl: PageAddress,
  privacyUrl: PageAddress,
});

/** Slack shows it where people look for apps. */
const SlackWords = z.strictObject({
  description: z.string().min(1).max(140),
  longDescription: z.string().min(175).max(4000),
  backgroundColor: z.string().regex(/^#[0-9a-f]{6}$/i, "expected a colour such as #2c2d30"),
  /** Slack takes no other signs in it. */
  botName: z
    .string()
    .max(80)
    .regex(/^[a-z0-9._-]+$/, "expected small letters, digits, . _ and -"),
});

const SlashCommand = z.strictObject({
  command: z
    .string()
    .max(32)
    .regex(/^\/[a-z0-9_-]+$/, "expected a slash and small letters"),
  description: z.string().min(1).max(2000),
  usageHint: z.string().min(1).max(1000),
});

const Shortcut = z.strictObject({
  callbackId: z.string().min(1).max(255),
  name: z.string().min(1).max(24),
  type: z.enum(["message", "global"]),
  description: z.string().min(1).max(150),
});

export const PluginManifest = z
  .strictObject({
    /** For editors. */
    $schema: z.string().optional(),
    uid: Uid,
    name: Name,
    description: z.string().min(1).max(8192),
    support: Support,
    listing: Listing,
    hubspot: z.strictObject({
      requiredScopes: Scopes,
      optionalScopes: Scopes,
      events: z.array(Subscription),
      properties: z.strictObject({
        ticket: OwnPropertyNames,
        contact: OwnPropertyNames,
        company: OwnPropertyNames,
      }),
      cards: z.array(Card).min(1),
      settingsPage: SettingsPage,
      homePage: SettingsPage.optional(),
    }),
    slack: z.strictObject({
      words: SlackWords,
      requiredScopes: Scopes,
      optionalScopes: Scopes,
      /** Events that Slack sends of its own accord; none of them needs a scope. */
      events: z.array(z.string().regex(/^[a-z_.]+$/)),
      commands: z.array(SlashCommand),
      shortcuts: z.array(Shortcut).max(10),
    }),
  })
  .superRefine(({ uid, hubspot, slack }, context) => {
    const scopesOf = (app: Pick<typeof slack, "requiredScopes" | "optionalScopes">) =>
      [...app.requiredScopes, ...app.optionalScopes].map(({ scope }) => scope);
    const lists = [
      {
        what: "uid",
        values: [
          uid,
          hubspot.settingsPage.uid,
          ...(hubspot.homePage ? [hubspot.homePage.uid] : []),
          ...hubspot.cards.map((card) => card.uid),
        ],
      },
      { what: "HubSpot scope", values: scopesOf(hubspot) },
      { what: "Slack scope", values: scopesOf(slack) },
      { what: "Slack event", values: slack.events },
      { what: "Slack command", values: slack.commands.map(({ command }) => command) },
      { what: "Slack shortcut", values: slack.shortcuts.map(({ callbackId }) => callbackId) },
      { what: "subscribed object", values: hubspot.events.map(({ object }) => object) },
    ];
    for (const { what, values } of lists) {
      for (const value of repeated(values)) {
        context.addIssue({ code: "custom", message: `${what} ${value} is there twice` });
      }
    }
  });
export type PluginManifest = z.infer<typeof PluginManifest>;

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
