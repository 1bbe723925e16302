import type { LocalCrm } from "./local-crm/create-local-crm.ts";
import type { NewFault } from "./local-crm/faults.ts";
import type {
  CrmTrouble,
  TroubleSwitch,
  Troubles,
  WebhookTrouble,
} from "./page-trouble-contract.ts";
import type { PluginHost } from "./plugin-host.ts";

const SLOW_MS = 3_000;
const RETRY_AFTER_SECONDS = "10";
const DUPLICATE_SHARE = 0.5;
const DISORDER_SEED = 7;
/** Long enough to be mixed up with others. */
const DISORDER_FILL_MS = 1_500;

const CRM_FAULTS: Readonly<Record<CrmTrouble, NewFault>> = {
  slow: { path: "/", kind: "delay", delayMs: SLOW_MS },
  down: { path: "/", kind: "close_before_applying" },
  rate_limited: {
    path: "/",
    kind: "status",
    status: 429,
    headers: { "retry-after": RETRY_AFTER_SECONDS },
    body: {
      status: "error",
      category: "RATE_LIMITS",
      policyName: "SECONDLY",
      message: "You have reached your secondly limit.",
    },
  },
};

export type TroubleSwitches = {
  read(): Troubles;
  turn(change: TroubleSwitch): Promise<void>;
};

/** Makes HubSpot, its deliveries or the plugin itself fail, until that is switched off. */
export function createTroubles(
  crm: Pick<LocalCrm, "faults" | "webhooks">,
  plugin: Pick<PluginHost, "state" | "turn">,
): TroubleSwitches {
  const standing: { crm: CrmTrouble | null; end: () => void } = { crm: null, end: () => undefined };
  const webhooks = new Set<WebhookTrouble>();
  const fillDelayMs = crm.webhooks.settings().fillDelayMs;
  return {
    read: () => ({ crm: standing.crm, webhooks: [...webhooks], plugin: plugin.state() }),
    turn: async (change) => {
      switch (change.of) {
        case "crm":
          standing.end();
          standing.crm = change.trouble;
          standing.end =
            change.trouble === null ? () => undefined : crm.faults.add(CRM_FAULTS[change.trouble]);
          return;
        case "webhooks":
          if (change.isOn) webhooks.add(change.trouble);
          else webhooks.delete(change.trouble);
          crm.webhooks.configure({
            duplicateShare: webhooks.has("duplicates") ? DUPLICATE_SHARE : 0,
            disorderSeed: webhooks.has("disorder") ? DISORDER_SEED : null,
            fillDelayMs: webhooks.has("disorder") ? DISORDER_FILL_MS : fillDelayMs,
          });
          return;
        case "plugin":
          // It takes some seconds, which the page follows by the state.
          void plugin.turn(change.act);
      }
    },
  };
}
