import { pino } from "pino";
import { createLogger } from "../../src/adapters/system/logger.ts";
import { parsePolicy } from "../../src/config/presets.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { invariant } from "../../src/domain/invariant.ts";
import type { Language } from "../../src/domain/words.ts";
import { createPlugin, type Plugin } from "../../src/plugin.ts";
import { type GapSweep, SWEPT } from "../../src/ports/gap-store.ts";
import type { PortalImport } from "../../src/ports/import-store.ts";
import { originOf, serve } from "../serve.ts";
import { pluginOptions } from "../world.ts";
import { type FromPlugin, REPLAY_PORTAL_ID, ToPlugin } from "./plugin-messages.ts";

/**
 * The plugin in a process of its own, so that a replay can end it at any moment. Its time is what the
 * replay says it is; everything else is as in production.
 */

const LANGUAGE: Language = "en";
let now = 0;
let running: { readonly plugin: Plugin; close(): void } | null = null;

process.on("message", (text) => void handle(ToPlugin.parse(text)));
// Whoever started this process is gone: nobody would ever stop it.
process.on("disconnect", () => process.exit(1));

async function handle(message: ToPlugin): Promise<void> {
  switch (message.kind) {
    case "start":
      now = message.now;
      return start(message);
    case "time":
      now = message.now;
      return;
    case "wake":
      return running?.plugin.wake();
    case "waiting": {
      invariant(running, "the plugin was started before it is asked");
      const { ledger, store } = running.plugin;
      const { waiting } = await ledger.totals();
      return tell({ kind: "waiting", events: waiting, sends: await store.outbox.underWay() });
    }
    case "status": {
      invariant(running, "the plugin was started before it is asked");
      const { ledger, store } = running.plugin;
      return tell({
        kind: "status",
        equation: await ledger.equation(REPLAY_PORTAL_ID),
        outbox: await store.outbox.counts(REPLAY_PORTAL_ID),
        imported: importedOf(await store.imports.find(REPLAY_PORTAL_ID)),
        ...sweptOf(await store.gapSweeps.ofPortal(REPLAY_PORTAL_ID)),
      });
    }
    case "stop":
      running?.close();
      await running?.plugin.stop();
      return tell({ kind: "stopped" });
  }
}

function importedOf(found: PortalImport | null) {
  if (found === null) return null;
  const tickets = found.kinds.find(({ kind }) => kind === "tickets")?.done ?? 0;
  return { state: found.state, tickets };
}

/** Every kind of record has to be swept. */
function sweptOf(sweeps: readonly GapSweep[]) {
  const places = sweeps.map(({ place }) => place.at);
  const sweptUntil = places.length < SWEPT.length ? null : Math.min(...places);
  return { sweptUntil, found: sweeps.reduce((sum, { found }) => sum + found, 0) };
}

async function start(message: Extract<ToPlugin, { kind: "start" }>): Promise<void> {
  const { url, dataDir, schema, maxConnections } = message.database;
  const plugin = await createPlugin(
    pluginOptions({
      world: message.world,
      database: {
        maxConnections,
        ...(url !== undefined && { url }),
        ...(dataDir !== undefined && { dataDir }),
        ...(schema !== undefined && { schema }),
      },
      timeSource: { now: () => now },
      logger: createLogger({ level: "error", destination: pino.destination(2) }),
      isUnlimited: message.isUnlimited,
    }),
  );
  const server = await serve(plugin.app, 0);
  running = {
    plugin,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  await plugin.connect({
    portal: {
      portalId: REPLAY_PORTAL_ID,
      timeZone: "UTC",
      language: LANGUAGE,
      uiDomain: "crm.example",
      mode: message.mode,
    },
    policy: policyOf(message.policyText),
    slack: message.slack,
    tokens: message.tokens,
  });
  await plugin.start();
  tell({ kind: "ready", url: originOf(server) });
}

function policyOf(text: string): Policy {
  const read = parsePolicy(text);
  if (read.ok) return read.policy;
  throw new Error(read.problems.map(({ path, message }) => `${path} ${message}`).join("; "));
}

function tell(message: FromPlugin): void {
  process.send?.(message);
}
