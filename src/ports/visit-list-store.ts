import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { VisitRow } from "./visit-store.ts";

/** Planned visits of one portal, whoever makes them. */
export type VisitLists = {
  /** Those whose day lies in `[fromDate, untilDate]`, the earliest first. */
  between(
    portalId: string,
    span: { readonly fromDate: string; readonly untilDate: string },
    limit: number,
  ): Promise<readonly VisitRow[]>;
  /** Those whose red limit lies before `date`, the longest overdue first. */
  red(portalId: string, date: string, limit: number): Promise<readonly VisitRow[]>;
  /** Pages through those whose red limit lies after `after` and before `date`, the longest overdue first. */
  redPage(
    portalId: string,
    page: {
      /** A day alone, or the last one of the page before. */
      readonly after: { readonly latestDate: string; readonly visitId: string };
      readonly date: string;
      readonly limit: number;
    },
  ): Promise<readonly VisitRow[]>;
  /** Pages through the customers that have one until `untilDate`, in order of kind and id. */
  customersDue(
    portalId: string,
    page: {
      readonly untilDate: string;
      readonly after: CustomerRef | null;
      readonly limit: number;
    },
  ): Promise<readonly CustomerRef[]>;
};
