import type { RemoteReceiver } from "@remote-ui/core";
import { createEndpoint, fromWebWorker, retain } from "@remote-ui/rpc";
import { z } from "zod";
import type { CardServices } from "./card-services.ts";
import { COMPONENTS } from "./component-table.ts";
import { fillPath, type PageLocation } from "./page-address.ts";
import type { CardContext, FailureStage, GuestApi, HostApi } from "./protocol.ts";

export type CardWorker = {
  setContext(context: CardContext): void;
  setPaused(isPaused: boolean): void;
  setPageLocation(location: PageLocation): void;
  stop(): void;
};

type Options = {
  readonly workerUrl: string;
  readonly scriptUrl: string;
  readonly receiver: RemoteReceiver;
  /** The newest of what the page gives to the card. */
  given(): {
    readonly context: CardContext;
    readonly services: CardServices;
    readonly isPaused: boolean;
  };
  closeOverlay(id: string): void;
  onMount(): void;
  onFailure(stage: FailureStage, message: string): void;
};

/** Starts a worker, loads the card into it and serves what the card asks of the page. */
export function startCardWorker(options: Options): CardWorker {
  const worker = new Worker(options.workerUrl);
  const endpoint = createEndpoint<GuestApi>(fromWebWorker(worker));
  const stops = [options.receiver.on("mount", options.onMount)];
  const goTo = (location: PageLocation): void =>
    void endpoint.call.setPageLocation(location).catch(ignoreGoneWorker);
  const host = createHost(options, { whenGone: (stop) => stops.push(stop), goTo });
  endpoint.expose({ ...host, channel: options.receiver.receive });
  const { context, isPaused } = options.given();
  endpoint.call
    .start({
      scriptUrl: options.scriptUrl,
      context,
      componentNames: Object.keys(COMPONENTS),
    })
    .then(() => endpoint.call.setPaused(isPaused))
    .catch((error: unknown) => options.onFailure("load", String(error)));
  worker.addEventListener("error", () => options.onFailure("load", "the worker did not start"));
  return {
    setContext: (next) => void endpoint.call.setContext(next).catch(ignoreGoneWorker),
    setPaused: (next) => void endpoint.call.setPaused(next).catch(ignoreGoneWorker),
    setPageLocation: goTo,
    stop: () => {
      for (const stop of stops) stop();
      endpoint.terminate();
      worker.terminate();
    },
  };
}

function createHost(
  options: Options,
  page: { whenGone(stop: () => void): void; goTo(location: PageLocation): void },
): Omit<HostApi, "channel"> {
  const services = () => options.given().services;
  return {
    fetch: (request) => services().fetch(request),
    log: async (level, text) => services().log(level, text),
    fail: async (stage, message) => options.onFailure(stage, message),
    watchProperties: async (names, onUpdate) => {
      // Without this the callback is released when this call ends.
      retain(onUpdate);
      const watch = services().watchProperties(names, onUpdate);
      page.whenGone(watch.stop);
      return watch.properties;
    },
    action: async (name, args) => {
      switch (name) {
        case "closeOverlay":
          return options.closeOverlay(String(args[0]));
        case "navigateToPage":
          return page.goTo(locationOf(args[0]));
        default:
          return services().action(name, args);
      }
    },
  };
}

/** What a card passes to `navigateToPage`. */
function locationOf(target: unknown): PageLocation {
  const { to, params } = PageTarget.parse(target);
  return fillPath(to, params);
}

const PageTarget = z.object({
  to: z.string(),
  params: z.record(z.string(), z.string()).optional(),
});

/** A card that has just been closed cannot be told anything, and need not be. */
function ignoreGoneWorker(error: unknown): void {
  console.debug("card is gone:", error);
}
