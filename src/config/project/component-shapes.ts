import { z } from "zod";

/** What HubSpot takes in a component's `config`; its own parser lets anything through when it has no account. */

const Entrypoint = z.string().regex(/^\/app\/[a-z]+\/[A-Z]\w*\.tsx$/, "expected /app/…/Name.tsx");
const Scopes = z.array(z.string().min(1));
const Address = z.url("expected an address");
const Subscription = z.strictObject({
  subscriptionType: z.string().regex(/^[a-z_]+\.[a-zA-Z]+$/, "expected object.change"),
  propertyName: z.string().min(1).optional(),
  active: z.boolean(),
});

const App = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine((name) => !/hub/i.test(name), "expected no part of HubSpot's name"),
  description: z.string().min(1).max(8192),
  distribution: z.enum(["marketplace", "private"]),
  auth: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("oauth"),
      redirectUrls: z.array(Address).min(1),
      requiredScopes: Scopes.min(1),
      optionalScopes: Scopes,
      conditionallyRequiredScopes: Scopes,
    }),
    z.strictObject({
      type: z.literal("static"),
      requiredScopes: Scopes.min(1),
      optionalScopes: Scopes,
      conditionallyRequiredScopes: Scopes,
    }),
  ]),
  permittedUrls: z.strictObject({
    fetch: z.array(Address),
    iframe: z.array(Address),
    img: z.array(Address),
  }),
  support: z.strictObject({
    supportEmail: z.email(),
    documentationUrl: Address,
    supportUrl: Address,
    supportPhone: z.string().optional(),
  }),
});

const Card = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  location: z.enum(["crm.record.tab", "crm.record.sidebar", "crm.preview", "helpdesk.sidebar"]),
  entrypoint: Entrypoint,
  objectTypes: z.array(z.enum(["tickets", "contacts", "companies", "deals"])).min(1),
});

const Webhooks = z.strictObject({
  settings: z.strictObject({
    targetUrl: Address,
    maxConcurrentRequests: z.int().min(6),
  }),
  subscriptions: z.strictObject({
    crmObjects: z.array(Subscription.extend({ objectType: z.string().min(1) })),
    legacyCrmObjects: z.array(Subscription),
    hubEvents: z.array(Subscription),
  }),
});

type ComponentRules = {
  readonly config: z.ZodType;
  /** The folder below the source folder in which HubSpot looks for it, and in no other. */
  readonly folder: string;
  /** How many a project may have. */
  readonly most: number;
};

const Extension = z.strictObject({ entrypoint: Entrypoint });

/** The components that a project of Aftercare has. */
export const COMPONENTS: ReadonlyMap<string, ComponentRules> = new Map([
  ["app", { config: App, folder: "app", most: 1 }],
  ["card", { config: Card, folder: "app/cards", most: Number.POSITIVE_INFINITY }],
  ["settings", { config: Extension, folder: "app/settings", most: 1 }],
  ["page", { config: Extension, folder: "app/pages", most: 1 }],
  ["webhooks", { config: Webhooks, folder: "app/webhooks", most: 1 }],
]);

export const Component = z.strictObject({
  uid: z.string(),
  type: z.string(),
  config: z.unknown(),
});
export type Component = z.infer<typeof Component>;

/** HubSpot's rule; a uid is what HubSpot knows a component by for ever. */
export const COMPONENT_UID = /^[A-Za-z0-9_\-.]{1,64}$/;
