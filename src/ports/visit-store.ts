import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { Visit } from "../domain/visits/visit.ts";

export type VisitRow = Visit & { readonly taskId: string | null };

export type Visits = {
  save(portalId: string, visits: readonly Visit[]): Promise<void>;
  ofCustomers(portalId: string, refs: readonly CustomerRef[]): Promise<readonly VisitRow[]>;
  find(portalId: string, visitId: string): Promise<VisitRow | null>;
  /** Those of the visits that are known, in any order. */
  findAll(portalId: string, visitIds: readonly string[]): Promise<readonly VisitRow[]>;
  /** Planned visits that these people are to make, the earliest first. */
  plannedOf(
    portalId: string,
    ownerIds: readonly string[],
    limit: number,
  ): Promise<readonly VisitRow[]>;
  setTask(portalId: string, visitId: string, taskId: string): Promise<void>;
  /** Planned visits without a task whose day is `untilDate` or before. */
  withoutTask(portalId: string, untilDate: string, limit: number): Promise<readonly VisitRow[]>;
};
