import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { USED_CHANGES } from "../../../src/app/intake/used-changes.ts";
import { PluginManifest } from "../../../src/config/plugin-manifest.ts";
import { webhooksMeta } from "../../../src/config/project/webhooks-meta.ts";
import type { LedgerEvent } from "../../../src/ports/event-ledger.ts";
import { readDelivery } from "../../../webhooks/events.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { manifestDocument, PRIVATE } from "../../support/manifest-under-test.ts";

const TYPE_IDS: Readonly<Record<string, string>> = {
  task: "0-27",
  call: "0-48",
  meeting: "0-47",
  email: "0-49",
  communication: "0-18",
  product: "0-7",
};

type Subscription = {
  readonly subscriptionType: string;
  readonly objectType?: string;
  readonly propertyName?: string;
};
const manifest = PluginManifest.parse(manifestDocument());
const { crmObjects, legacyCrmObjects, hubEvents } = webhooksMeta(manifest, PRIVATE).config
  .subscriptions;
const subscriptions: readonly Subscription[] = [...crmObjects, ...legacyCrmObjects, ...hubEvents];

let records = 1_000;

/** What HubSpot sends for a subscription, all fields that one of its events may have; each of another record. */
function delivered({ subscriptionType, objectType, propertyName }: Subscription): object {
  records += 10;
  return {
    portalId: Number(PORTAL_ID),
    eventId: 1,
    occurredAt: START,
    subscriptionType,
    objectId: records,
    ...(objectType === undefined ? {} : { objectTypeId: TYPE_IDS[objectType] }),
    ...(propertyName === undefined ? {} : { propertyName, propertyValue: "1767225600000" }),
    ...(subscriptionType.endsWith(".merge")
      ? { primaryObjectId: records, mergedObjectIds: [records + 1], newObjectId: records }
      : {}),
    ...(subscriptionType.endsWith(".associationChange")
      ? {
          fromObjectId: records,
          toObjectId: records + 2,
          associationType: `${subscriptionType.split(".")[0]}_to_contact`.toUpperCase(),
          associationRemoved: false,
        }
      : {}),
  };
}

const named = (one: Subscription) => ({
  name: [one.subscriptionType, one.objectType, one.propertyName].filter(Boolean).join(" "),
  subscription: one,
});

describe("what HubSpot is asked to tell", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeAll(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  /** Why intake had no use for an event; null when it had one. */
  async function refusalOf(subscription: Subscription): Promise<unknown> {
    const body = JSON.stringify([delivered(subscription)]);
    const [opened] = readDelivery({
      portalId: PORTAL_ID,
      deliveryId: "d",
      receivedAt: START,
      body,
      eventCount: 1,
    });
    if (opened === undefined || "dead" in opened) return opened?.dead ?? "nothing was opened";
    const event: LedgerEvent = opened;
    await app.tell(event);
    const settled = app.logger.lines.findLast(
      ({ fields }) => fields["eventKey"] === event.eventKey && "state" in fields,
    );
    const reason = z.looseObject({ reason: z.string().optional() }).parse(settled?.fields).reason;
    const isUnused = reason === "object_not_used" || reason === "change_not_used";
    return isUnused ? reason : null;
  }

  it("is all that the manifest lists", () => {
    expect(subscriptions.length).toBeGreaterThan(60);
  });

  it.each(subscriptions.map(named))("has a use: $name", async ({ subscription }) => {
    expect(await refusalOf(subscription)).toBeNull();
  });

  it.each(
    [
      { subscriptionType: "contact.associationChange" },
      { subscriptionType: "object.creation", objectType: "product" },
      { subscriptionType: "company.privacyDeletion_" },
    ].map(named),
  )("would not have a use: $name", async ({ subscription }) => {
    expect(await refusalOf(subscription)).not.toBeNull();
  });

  it("is what the table of used changes says", () => {
    const told = manifest.hubspot.events.map(({ object, changes }) => [object, changes]);
    expect(Object.fromEntries(told)).toEqual(USED_CHANGES);
  });
});
