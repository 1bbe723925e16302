import { type Change, type PortalState, propertiesOf } from "./portal-state.ts";
import { createRandom, randomBelow } from "./random.ts";
import {
  type EventContext,
  eventsOf,
  type Subscription,
  type WebhookEvent,
} from "./webhook-events.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** HubSpot's event ids exceed 32 bits in places and are no key. */
const EVENT_ID_RANGE = 2 ** 33;

/** Turns changes into events and hands them to the sender, or keeps them for a caller that collects. */
export function createEventOutlet(options: {
  readonly appId: string;
  readonly subscriptions: readonly Subscription[];
  readonly states: ReadonlyMap<string, PortalState>;
  readonly webhooks: WebhookSender;
}) {
  const { states, webhooks } = options;
  let subscriptions = options.subscriptions;
  let collected: WebhookEvent[] | null = null;
  const random = createRandom(Number(options.appId));
  const context: Omit<EventContext, "subscriptions"> = {
    appId: Number(options.appId),
    nextEventId: () => 1 + randomBelow(random, EVENT_ID_RANGE),
    definitionOf: (portalId, type, name) => {
      const state = states.get(portalId);
      return state && propertiesOf(state, type).definitions.get(name);
    },
  };
  return {
    take: (change: Change): void => {
      const events = eventsOf(change, { ...context, subscriptions });
      if (collected !== null) collected.push(...events);
      else if (events.length > 0) webhooks.enqueue(events);
    },
    collect: (change: () => void): readonly WebhookEvent[] => {
      const events: WebhookEvent[] = [];
      collected = events;
      try {
        change();
      } finally {
        collected = null;
      }
      return events;
    },
    subscriptions: () => subscriptions,
    subscribe: (wanted: readonly Subscription[]) => {
      subscriptions = wanted;
    },
  };
}
