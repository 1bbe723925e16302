import type { CrmUser, TicketLine } from "../../page-contract.ts";

/** Which tickets a person of the help desk looks at. */
export const QUEUES = ["open", "unassigned", "mine", "closed"] as const;
export type Queue = (typeof QUEUES)[number];

export function inQueue(
  ticket: Pick<TicketLine, "isClosed" | "ownerUserId">,
  queue: Queue,
  user: Pick<CrmUser, "userId"> | null,
): boolean {
  switch (queue) {
    case "open":
      return !ticket.isClosed;
    case "unassigned":
      return !ticket.isClosed && ticket.ownerUserId === null;
    case "mine":
      return !ticket.isClosed && ticket.ownerUserId === user?.userId;
    case "closed":
      return ticket.isClosed;
  }
}
