import { createContext, useContext } from "react";

/** Whether what is drawn below is the last known state, because the server does not answer. */
export const Staleness = createContext(false);

export function useIsStale(): boolean {
  return useContext(Staleness);
}
