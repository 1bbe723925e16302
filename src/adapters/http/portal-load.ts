/**
 * How many requests of each portal are being answered by this process, so that one portal cannot take all
 * sessions of the database. Ended requests are forgotten, so no more portals are remembered than ask.
 */
export type PortalLoad = {
  /** Null when the portal has as many under way as it may; else what is called when this one has ended. */
  enter(portalId: string): (() => void) | null;
};

/**
 * A portal may have so many requests under way in all processes together. Each process answers its share of
 * them, which costs no question to the store; however many processes there are, it answers one.
 */
export function createPortalLoad(limit: number, processes: () => number = () => 1): PortalLoad {
  const underWay = new Map<string, number>();
  return {
    enter: (portalId) => {
      const count = underWay.get(portalId) ?? 0;
      if (count >= Math.max(1, Math.floor(limit / processes()))) return null;
      underWay.set(portalId, count + 1);
      return () => {
        const rest = (underWay.get(portalId) ?? 1) - 1;
        if (rest > 0) underWay.set(portalId, rest);
        else underWay.delete(portalId);
      };
    },
  };
}
