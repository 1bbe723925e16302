import { UNKNOWN_PORTAL_ID } from "./events.ts";
import { portalIdOf } from "./webhook-event.ts";

export type ParsedBody =
  | { readonly ok: true; readonly text: string; readonly events: readonly unknown[] }
  | { readonly ok: false; readonly reason: "not_json" | "not_an_array" };

/** A workflow's webhook action sends one event without an array around it; it counts as an array of one. */
export function parseBody(rawBody: Buffer): ParsedBody {
  const text = rawBody.toString("utf8");
  const parsed = parseJson(text);
  if (parsed === undefined) return { ok: false, reason: "not_json" };
  if (Array.isArray(parsed)) return { ok: true, text, events: parsed };
  if (isSingleEvent(parsed)) return { ok: true, text: `[${text}]`, events: [parsed] };
  return { ok: false, reason: "not_an_array" };
}

export type PortalPart = {
  readonly portalId: string;
  /** JSON text of an array. */
  readonly body: string;
  readonly eventCount: number;
};

/**
 * One part for each portal, the text as it came when there is only one. Events that name no portal go
 * with the others when those are of one portal, else to the unknown portal.
 */
export function groupByPortal(body: {
  readonly text: string;
  readonly events: readonly unknown[];
}): readonly PortalPart[] {
  const portalIds = body.events.map(portalIdOf);
  const named = new Set(portalIds.filter((portalId) => portalId !== null));
  const [first = UNKNOWN_PORTAL_ID] = named;
  if (body.events.length === 0) return [];
  if (named.size <= 1) {
    return [{ portalId: first, body: body.text, eventCount: body.events.length }];
  }
  const byPortal = Map.groupBy(
    body.events,
    (_event, index) => portalIds[index] ?? UNKNOWN_PORTAL_ID,
  );
  return Array.from(byPortal, ([portalId, events]) => ({
    portalId,
    body: JSON.stringify(events),
    eventCount: events.length,
  }));
}

function isSingleEvent(parsed: unknown): boolean {
  return portalIdOf(parsed) !== null && Object.hasOwn(Object(parsed), "subscriptionType");
}

/** Undefined, which no JSON text stands for, when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
