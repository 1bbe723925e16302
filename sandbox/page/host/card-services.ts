import type { FetchAnswer, FetchRequest, LogLevel, RecordProperties } from "./protocol.ts";

/** What the page does for a card; the frame asks for the newest at every call. */
export type CardServices = {
  fetch(request: FetchRequest): Promise<FetchAnswer>;
  log(level: LogLevel, text: string): void;
  /** Present values of the record; `onUpdate` is called at every change until `stop`. */
  watchProperties(
    names: readonly string[] | "*",
    onUpdate: (properties: RecordProperties) => void,
  ): { readonly properties: RecordProperties; stop(): void };
  action(name: string, args: readonly unknown[]): Promise<unknown>;
};
