import { type Mode, modeWord } from "../src/domain/governance/mode.ts";
import type { Equation, PortalStatus } from "./page-contract.ts";

/** What is asked of a plugin. */
type AskedPlugin = {
  readonly ledger: { equation(portalId: string): Promise<Equation> };
  readonly store: {
    readonly portals: {
      find(portalId: string): Promise<{ readonly mode: Mode } | null>;
    };
  };
};
type Status = Pick<PortalStatus, "mode" | "equation">;

const NOTHING_KNOWN: Status = {
  mode: "observe",
  equation: { received: 0, applied: 0, ignored: 0, waiting: 0, dead: 0 },
};

/** What is asked of a plugin that may be away, or go while it is asked. */
export function createPluginStatus<P extends AskedPlugin>(
  host: { current(): P | null },
  portalId: string,
) {
  let last = NOTHING_KNOWN;

  /** Null when the plugin is away, or went meanwhile. */
  async function whileUp<T>(ask: (plugin: P) => Promise<T>): Promise<T | null> {
    const plugin = host.current();
    if (plugin === null) return null;
    try {
      return await ask(plugin);
    } catch (error) {
      if (host.current() === plugin) throw error;
      return null;
    }
  }

  return {
    whileUp,
    /** The last known status while the plugin is away. */
    read: async (): Promise<Status> => {
      last = (await whileUp((plugin) => statusOf(plugin, portalId))) ?? last;
      return last;
    },
  };
}

async function statusOf({ ledger, store }: AskedPlugin, portalId: string): Promise<Status> {
  const { received, applied, ignored, waiting, dead } = await ledger.equation(portalId);
  const portal = await store.portals.find(portalId);
  return {
    mode: modeWord(portal?.mode ?? "observe"),
    equation: { received, applied, ignored, waiting, dead },
  };
}
