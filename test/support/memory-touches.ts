import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type { Touch } from "../../src/domain/visits/touch.ts";
import { TOUCHES_A_CUSTOMER, type Touches } from "../../src/ports/touch-store.ts";

const keyOf = ({ kind, id }: CustomerRef) => `${kind}:${id}`;
const byAge = (a: Touch, b: Touch) => a.at - b.at || (a.touchId < b.touchId ? -1 : 1);

/** Touches of one portal in memory, as their port promises them. */
export function memoryTouches(): Touches {
  const touches = new Map<string, Touch>();
  const of = (customer: CustomerRef) =>
    [...touches.values()].filter((touch) => keyOf(touch.customer) === keyOf(customer)).sort(byAge);
  const unlike = (customers: readonly CustomerRef[]) => [
    ...new Map(customers.map((customer) => [keyOf(customer), customer])).values(),
  ];
  return {
    save: async (_portalId, saved) => {
      for (const touch of saved) touches.set(`${keyOf(touch.customer)} ${touch.touchId}`, touch);
    },
    remove: async (_portalId, touchIds) => {
      for (const [key, { touchId }] of touches) if (touchIds.includes(touchId)) touches.delete(key);
    },
    lastReal: async (_portalId, customers) =>
      new Map(
        unlike(customers).flatMap((customer) => {
          const last = of(customer).findLast(({ isReal }) => isReal);
          return last === undefined ? [] : [[keyOf(customer), last.at] as const];
        }),
      ),
    since: async (_portalId, customers, at) =>
      unlike(customers)
        .flatMap((customer) =>
          of(customer)
            .filter((touch) => touch.at >= at)
            .slice(-TOUCHES_A_CUSTOMER),
        )
        .sort(byAge),
  };
}
