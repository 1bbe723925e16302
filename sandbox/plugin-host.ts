import type { Server } from "node:http";
import type { Plugin } from "../src/plugin.ts";
import type { Logger } from "../src/ports/logger.ts";
import type { Troubles } from "./page-trouble-contract.ts";
import { originOf, serve } from "./serve.ts";

/** So that a person sees that it is gone: cards and Slack have to bear it. */
const AWAY_MS = 6_000;

/** What a host does with a plugin. */
export type HostedPlugin = Pick<Plugin, "app" | "start" | "stop">;

export type PluginHost<P extends HostedPlugin = Plugin> = {
  /** Origin of the running plugin; of the last one while none runs, where nobody answers. */
  url(): string;
  /** Null while none runs. */
  current(): P | null;
  state(): Troubles["plugin"];
  /** Calls back when the state has changed. */
  onChange(heard: () => void): void;
  /** Stops plugin and database, and starts them again over what they had stored; never rejects. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Runs the plugin and its embedded database, which may go and come back while CRM and Slack stay. */
export async function createPluginHost<P extends HostedPlugin>(options: {
  /** Over what the one before has stored. */
  create(): Promise<P>;
  /** Served at once; its port stays the same, as a service's address does. */
  readonly first: P;
  wait(ms: number): Promise<void>;
  readonly logger: Logger;
}): Promise<PluginHost<P>> {
  let plugin: P | null = options.first;
  let server: Server | null = await serve(options.first.app, 0);
  let state: Troubles["plugin"] = "up";
  let restarting: Promise<void> | null = null;
  const url = originOf(server);
  const { port } = new URL(url);
  const listeners: (() => void)[] = [];
  const become = (next: Troubles["plugin"]): void => {
    state = next;
    for (const heard of listeners) heard();
  };
  const end = async (): Promise<void> => {
    server?.closeAllConnections();
    server?.close();
    server = null;
    const ending = plugin;
    plugin = null;
    await ending?.stop();
  };
  const restart = async (): Promise<void> => {
    become("stopped");
    await end();
    await options.wait(AWAY_MS);
    become("starting");
    const next = await options.create();
    server = await serve(next.app, Number(port));
    await next.start();
    plugin = next;
    become("up");
  };
  return {
    url: () => url,
    current: () => plugin,
    state: () => state,
    onChange: (heard) => void listeners.push(heard),
    restart: () => {
      restarting ??= restart()
        .catch((error: unknown) => {
          options.logger.error({ error: String(error) }, "the plugin did not come back");
          become("stopped");
        })
        .finally(() => {
          restarting = null;
        });
      return restarting;
    },
    stop: async () => {
      await restarting;
      await end();
    },
  };
}
