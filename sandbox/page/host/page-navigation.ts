import { createContext } from "react";
import type { PageLocation } from "./page-address.ts";

/** Leads a page of an app, in its worker, to another of its pages. */
export const NavigateContext = createContext<(location: PageLocation) => void>(() => undefined);
