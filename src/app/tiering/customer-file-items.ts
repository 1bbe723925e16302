import type { BenefitGrant, BenefitUse } from "../../domain/tiering/benefit.ts";
import type { CategorisedTicket } from "../../domain/tiering/customer-file.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import type { FileItem } from "./customer-file-view.ts";

export type KnownTicket = CategorisedTicket & {
  readonly row: Pick<TicketRow, "ticket" | "clocks" | "complaint">;
  readonly isComplaint: boolean;
  readonly isClosed: boolean;
  readonly isRepeated: boolean;
};

export function itemsOfTickets(tickets: readonly KnownTicket[]): readonly FileItem[] {
  return tickets.map(({ ticketId, createdAt, row, isComplaint, isClosed, isRepeated }) => ({
    at: createdAt,
    id: ticketId,
    kind: isComplaint ? "complaint" : "ticket",
    row,
    isClosed,
    isRepeated,
  }));
}

export function itemsOfActions(rows: readonly ActionRow[]): readonly FileItem[] {
  return rows.map((correctiveAction) => ({
    at: correctiveAction.action.openedAt,
    id: correctiveAction.actionId,
    kind: "action",
    correctiveAction,
  }));
}

/** A use without its grant cannot be named, and does not occur. */
export function itemsOfBenefits(
  grants: readonly BenefitGrant[],
  uses: readonly BenefitUse[],
): readonly FileItem[] {
  const byId = new Map(grants.map((grant) => [grant.grantId, grant]));
  const granted = grants.map((grant) => ({
    at: grant.grantedAt,
    id: `granted ${grant.grantId}`,
    kind: "benefit" as const,
    grant,
    use: null,
  }));
  const used = uses.flatMap((use) => {
    const grant = byId.get(use.grantId);
    if (grant === undefined) return [];
    return [{ at: use.at, id: `used ${use.useKey}`, kind: "benefit" as const, grant, use }];
  });
  return [...granted, ...used];
}
