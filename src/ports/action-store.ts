import type { CorrectiveAction } from "../domain/complaints/action.ts";
import type { ActionMark } from "../domain/complaints/action-event.ts";
import type { CustomerRef } from "../domain/tiering/customer.ts";

/** A corrective action as its events tell it. `actionId` is its purpose: the same one is opened once. */
export type ActionRow = { readonly actionId: string; readonly action: CorrectiveAction };

export type StoredMark = ActionMark & { readonly eventKey: string };

export type Actions = {
  /** Until the transaction ends nobody else who locks it writes to this action. */
  lock(portalId: string, actionId: string): Promise<void>;
  /** In the order of their writing. */
  events(portalId: string, actionId: string): Promise<readonly StoredMark[]>;
  /** Adds an event and keeps what follows; the caller holds the lock. False when the key is there already. */
  append(portalId: string, row: ActionRow, mark: StoredMark): Promise<boolean>;
  find(portalId: string, actionId: string): Promise<ActionRow | null>;
  /** Of one ticket, the oldest first. */
  ofTicket(portalId: string, ticketId: string): Promise<readonly ActionRow[]>;
  /** Those that are not closed, the oldest first. */
  open(portalId: string, limit: number): Promise<readonly ActionRow[]>;
  /** Open ones whose step is due before that day, in order of their ids, after the given one. */
  dueBefore(
    portalId: string,
    date: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ActionRow[]>;
  /** Open ones that concern these customers, by `customerKey`; a customer without one has no entry. */
  openOfCustomers(
    portalId: string,
    customers: readonly CustomerRef[],
  ): Promise<ReadonlyMap<string, readonly ActionRow[]>>;
  /** All that ever concerned a customer, the newest first. */
  ofCustomer(portalId: string, customer: CustomerRef, limit: number): Promise<readonly ActionRow[]>;
};
