import { createRemoteRoot } from "@remote-ui/core";
import * as RemoteUI from "@remote-ui/react";
import { createEndpoint } from "@remote-ui/rpc";
import * as React from "react";
import { FIRST_PAGE, type PageLocation } from "./page-address.ts";
import {
  ACTION_NAMES,
  type CardContext,
  type GuestApi,
  type HostApi,
  type LogLevel,
} from "./protocol.ts";
import { createFreezableTime } from "./worker-time.ts";

/**
 * Runs inside a classic web worker, one for each card. Puts in place the globals that a compiled card
 * reads while it is loaded, then loads it and draws it into a remote tree that the page mirrors.
 */

declare function importScripts(url: string): void;

type RenderCard = (api: {
  context: CardContext | null;
  actions: Actions;
  runServerlessFunction: () => Promise<never>;
}) => React.ReactElement;
type Actions = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

const endpoint = createEndpoint<HostApi>({
  postMessage: (message, transfer) => self.postMessage(message, { transfer: transfer ?? [] }),
  addEventListener: (event, listener) => self.addEventListener(event, listener),
  removeEventListener: (event, listener) => self.removeEventListener(event, listener),
});
const host = endpoint.call;
const time = createFreezableTime(performance);

const contextStore = createStore<CardContext | null>(null);
const locationStore = createStore<PageLocation>(FIRST_PAGE);
const actions: Actions = Object.fromEntries(
  ACTION_NAMES.map((name) => [name, (...args: unknown[]) => callAction(name, args)]),
);
let renderCard: RenderCard | null = null;

Object.assign(self, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  React,
  RemoteUI,
  extend_V2: (render: RenderCard) => {
    renderCard = render;
  },
  logger: {
    debug: logTo("debug"),
    info: logTo("info"),
    warn: logTo("warn"),
    error: logTo("error"),
  },
  serverless: notInSandbox,
  hsFetch,
  hsWorkerAPI: {
    useExtensionContext: () => contextStore.use(),
    useExtensionActions: () => actions,
    useExtensionApi: () => ({ context: contextStore.use(), actions, runServerlessFunction }),
    useAppPageLocation: () => locationStore.use(),
    fetchCrmProperties: async (names: string[], onUpdate: (properties: unknown) => void) => {
      const properties = await host.watchProperties(names, onUpdate);
      return answerOf({ data: properties });
    },
    fetchAssociations: notInSandbox,
    fetchCrmSearch: notInSandbox,
    fetchHubSpotApi: notInSandbox,
    formatCrmProperties: notInSandbox,
  },
});

self.addEventListener("error", (event) => void host.fail("later", event.message));
self.addEventListener("unhandledrejection", (event) => {
  void host.fail("later", messageOf(event.reason));
});

const guest: GuestApi = {
  async start({ scriptUrl, context, componentNames }) {
    contextStore.set(context);
    const render = await load(scriptUrl);
    if (render === null) return;
    const root = createRemoteRoot((type, ...payload) => host.channel(type, ...payload), {
      strict: false,
      components: [...componentNames],
    });
    RemoteUI.createRoot(root).render(
      <CardBoundary>
        <Card render={render} />
      </CardBoundary>,
    );
    await root.mount();
  },
  async setContext(context) {
    contextStore.set(context);
  },
  async setPageLocation(location) {
    locationStore.set(location);
  },
  async setPaused(isPaused) {
    if (isPaused) time.freeze();
    else time.run();
  },
};
endpoint.expose(guest);

async function load(scriptUrl: string): Promise<RenderCard | null> {
  try {
    importScripts(scriptUrl);
  } catch (error) {
    await host.fail("load", messageOf(error));
    return null;
  }
  if (renderCard === null) await host.fail("load", "the bundle never called hubspot.extend()");
  return renderCard;
}

function Card({ render }: { render: RenderCard }) {
  return render({ context: contextStore.use(), actions, runServerlessFunction });
}

class CardBoundary extends React.Component<{ children: React.ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };
  static getDerivedStateFromError() {
    return { isBroken: true };
  }
  override componentDidCatch(error: unknown) {
    void host.fail("render", messageOf(error));
  }
  override render() {
    return this.state.isBroken ? null : this.props.children;
  }
}

async function callAction(name: string, args: unknown[]): Promise<unknown> {
  if (name !== "onCrmPropertiesUpdate") return host.action(name, args);
  const [names, onUpdate] = args;
  if (typeof onUpdate !== "function") throw new TypeError("onCrmPropertiesUpdate needs a callback");
  await host.watchProperties(Array.isArray(names) ? names.map(String) : "*", (properties) =>
    onUpdate(properties),
  );
  return undefined;
}

/** What `hubspot.fetch` calls. Answers with a `Response`, as HubSpot's worker does. */
async function hsFetch(
  url: string | URL,
  options: {
    method?: string;
    timeout?: number;
    body?: unknown;
    headers?: Headers | Record<string, string>;
  } = {},
): Promise<Response> {
  const answer = await host.fetch({
    url: String(url),
    method: options.method ?? "GET",
    timeoutMs: options.timeout ?? null,
    body: options.body ?? null,
    headers: Object.fromEntries(new Headers(options.headers).entries()),
  });
  const isEmpty = answer.status === 204 || answer.status === 304;
  return new Response(isEmpty ? null : answer.body, {
    status: answer.status,
    headers: { "content-type": "application/json" },
  });
}

/** Hooks read answers by `json()`; a plain object, because a real `Response` cannot carry functions. */
function answerOf(value: unknown) {
  return { json: async () => value };
}

async function runServerlessFunction(): Promise<never> {
  return notInSandbox();
}

async function notInSandbox(): Promise<never> {
  throw new Error("this part of HubSpot is not there in the sandbox");
}

function logTo(level: LogLevel) {
  return (message: unknown) => void host.log(level, String(message));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** A value that hooks follow: the card is drawn again when the page sets another. */
function createStore<T>(initial: T) {
  let value = initial;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    set: (next: T) => {
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => React.useSyncExternalStore(subscribe, () => value),
  };
}
