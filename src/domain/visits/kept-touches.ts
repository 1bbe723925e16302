import type { Touch } from "./touch.ts";

/**
 * Of what was read those touches that retention would leave: what is older comes back with every reading
 * else, only to be deleted again. A customer's last real contact is kept however old it is, because the
 * next visit counts from it. `before` is null where everything is kept.
 */
export function keptTouches(touches: readonly Touch[], before: number | null): readonly Touch[] {
  if (before === null) return touches;
  const lastReal = new Map<string, Touch>();
  for (const touch of touches) {
    const key = `${touch.customer.kind}:${touch.customer.id}`;
    const known = lastReal.get(key);
    if (touch.isReal && (known === undefined || known.at < touch.at)) lastReal.set(key, touch);
  }
  const last = new Set(lastReal.values());
  return touches.filter((touch) => touch.at >= before || last.has(touch));
}
