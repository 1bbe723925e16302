import type { PageLocation } from "./page-address.ts";

/** What the page and a card's worker say to each other. Everything is asynchronous: it crosses a message port. */

export type CardContext = {
  readonly location: string;
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly emails: readonly string[];
    readonly firstName: string;
    readonly lastName: string;
    readonly roles: readonly string[];
    readonly teams: readonly string[];
    readonly permissions: readonly string[];
    readonly language: string;
    readonly locale: string;
  };
  readonly portal: { readonly id: number; readonly timezone: string };
  /** Of cards on records only. */
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
  readonly extension: { readonly appId: number; readonly appName: string };
  readonly variables: Readonly<Record<string, string>>;
};

export type FetchRequest = {
  readonly url: string;
  readonly method: string;
  readonly timeoutMs: number | null;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
};
export type FetchAnswer = { readonly status: number; readonly body: string };

export type RecordProperties = Readonly<Record<string, string | null>>;
export type LogLevel = "debug" | "info" | "warn" | "error";

/** `load`: the bundle could not be run. `render`: it threw while drawing. `later`: in a handler or timer; the card stays. */
export type FailureStage = "load" | "render" | "later";

export type HostApi = {
  /** One change of the remote tree, taken by remote-ui's receiver. */
  channel(type: number, ...payload: readonly unknown[]): Promise<void>;
  fetch(request: FetchRequest): Promise<FetchAnswer>;
  log(level: LogLevel, text: string): Promise<void>;
  fail(stage: FailureStage, message: string): Promise<void>;
  /** Answers with the present values and calls `onUpdate` at every change until the card goes. */
  watchProperties(
    names: readonly string[] | "*",
    onUpdate: (properties: RecordProperties) => void,
  ): Promise<RecordProperties>;
  action(name: string, args: readonly unknown[]): Promise<unknown>;
};

export type GuestApi = {
  start(options: {
    readonly scriptUrl: string;
    readonly context: CardContext;
    readonly componentNames: readonly string[];
  }): Promise<void>;
  setContext(context: CardContext): Promise<void>;
  /** Where a page of an app has been led. */
  setPageLocation(location: PageLocation): Promise<void>;
  /** The sandbox's time stands still or runs; the card's countdown does the same. */
  setPaused(isPaused: boolean): Promise<void>;
};

/** Actions that a card may call, by the names HubSpot gives them. */
export const ACTION_NAMES = [
  "addAlert",
  "reloadPage",
  "fetchCrmObjectProperties",
  "openIframeModal",
  "refreshObjectProperties",
  "onCrmPropertiesUpdate",
  "closeOverlay",
  "copyTextToClipboard",
  "navigateToPage",
] as const;
