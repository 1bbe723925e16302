import type { Server } from "node:http";
import type { Plugin } from "../src/plugin.ts";
import type { Logger } from "../src/ports/logger.ts";
import type { PluginAct, Troubles } from "./page-trouble-contract.ts";
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
  /**
   * Stops plugin and database: for some seconds, for good, or no longer; they start over what they had
   * stored. While one of these is under way, another joins it. Never rejects.
   */
  turn(act: PluginAct): Promise<void>;
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
  let turning: Promise<void> | null = null;
  const url = originOf(server);
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
  const leave = async (): Promise<void> => {
    become("stopped");
    await end();
  };
  const comeBack = async (): Promise<void> => {
    if (state === "up") return;
    become("starting");
    const next = await options.create();
    server = await serve(next.app, Number(new URL(url).port));
    await next.start();
    plugin = next;
    become("up");
  };
  const acts: Readonly<Record<PluginAct, () => Promise<void>>> = {
    stop: leave,
    start: comeBack,
    restart: async () => {
      await leave();
      await options.wait(AWAY_MS);
      await comeBack();
    },
  };
  return {
    url: () => url,
    current: () => plugin,
    state: () => state,
    onChange: (heard) => void listeners.push(heard),
    turn: (act) => {
      turning ??= acts[act]()
        .catch((error: unknown) => {
          options.logger.error({ act, error: String(error) }, "the plugin did not come back");
          become("stopped");
        })
        .finally(() => {
          turning = null;
        });
      return turning;
    },
    stop: async () => {
      await turning;
      await end();
    },
  };
}
