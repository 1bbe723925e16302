import { AsyncLocalStorage } from "node:async_hooks";
import { invariant } from "../../domain/invariant.ts";
import { type Binding, PORTAL_ID } from "./bound-session.ts";
import type { Wall } from "./wall.ts";

/** For which portal the caller works, and what stands around that. */
export type PortalScope = {
  readonly present: () => { readonly wall: Wall | null; readonly binding: Binding | null };
  readonly isOf: (portalId: string) => boolean;
  readonly within: <T>(portalId: string, work: () => Promise<T>) => Promise<T>;
  readonly exit: <T>(work: () => T) => T;
  readonly standBehind: (wall: Wall | null) => void;
};

export function createPortalScope(): PortalScope {
  const portals = new AsyncLocalStorage<string>();
  let wall: Wall | null = null;
  return {
    present: () => {
      const portalId = portals.getStore();
      return { wall, binding: wall === null || portalId === undefined ? null : { wall, portalId } };
    },
    isOf: (portalId) => portals.getStore() === portalId,
    within: (portalId, work) => {
      const present = portals.getStore();
      if (present === portalId) return work();
      invariant(present === undefined, "work for one portal starts none for another");
      invariant(PORTAL_ID.test(portalId), "a portal is named by digits");
      return portals.run(portalId, work);
    },
    exit: (work) => portals.exit(work),
    standBehind: (raised) => {
      wall = raised;
    },
  };
}
