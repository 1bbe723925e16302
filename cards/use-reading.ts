import { useCallback, useEffect, useRef, useState } from "react";
import { type Readable, type Reader, type Reading, startReader } from "./reader.ts";
import { useIsStale } from "./use-is-stale.ts";
import type { CardActions } from "./use-ticket-card.ts";

/** For pages that stand on no record, so that nothing on one can change. */
export const NO_RECORD = { onCrmPropertiesUpdate: () => undefined };

/** Keeps what `ask` answers up to date for as long as the component is shown; another `ask` begins anew. */
export function useReading<Card extends Readable>(
  ask: () => Promise<Card>,
  actions: Pick<CardActions, "onCrmPropertiesUpdate">,
): { reading: Reading<Card>; readNow: () => Promise<void> } {
  const [reading, setReading] = useState<Reading<Card>>({ state: "loading" });
  const reader = useRef<Reader | null>(null);

  useEffect(() => {
    setReading({ state: "loading" });
    const started = startReader(ask, setReading);
    reader.current = started;
    return () => started.stop();
  }, [ask]);

  // HubSpot has no way to end this subscription, so it is made once and asks whichever reader runs.
  const isSubscribed = useRef(false);
  useEffect(() => {
    if (isSubscribed.current) return;
    isSubscribed.current = true;
    actions.onCrmPropertiesUpdate("*", () => reader.current?.readAfterEdit());
  }, [actions]);

  // A part comes back with the page it is on, not at its own next turn.
  const isPageStale = useIsStale();
  const wasPageStale = useRef(isPageStale);
  useEffect(() => {
    if (wasPageStale.current && !isPageStale) void reader.current?.readNow();
    wasPageStale.current = isPageStale;
  }, [isPageStale]);

  const readNow = useCallback(async () => reader.current?.readNow(), []);
  return { reading, readNow };
}
