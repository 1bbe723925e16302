import { useContext } from "react";
import { goTo } from "../route.ts";
import { send } from "../server-calls.ts";
import { ChatContext } from "./chat-context.ts";
import type { Use } from "./elements.ts";
import type { Drafts } from "./form-values.ts";
import { ticketOf } from "./ticket-url.ts";
import { type Doing, useDoing } from "./use-doing.ts";

/** A form sends along what is filled in. */
type Target =
  | { readonly channelId: string; readonly ts: string }
  | { readonly viewId: string; readonly values?: Drafts };

/** Uses elements of one message or view as the person who looks at it. */
export function usePress(target: Target): {
  readonly doing: Doing;
  onUse(use: Use): Promise<boolean>;
} {
  const { me } = useContext(ChatContext);
  const doing = useDoing();
  const onUse = async ({ url, ...use }: Use) => {
    const ticketId = ticketOf(url ?? "");
    if (ticketId !== null) goTo("tickets", ticketId);
    return doing.run(() => send("/sandbox/press", { ...target, ...use, userId: me }));
  };
  return { doing, onUse };
}
