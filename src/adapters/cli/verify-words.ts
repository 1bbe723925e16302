import type { ChainFault, VerifiedChain } from "../../app/governance/verify-audit.ts";
import type { TicketDifference, VerifiedPortal } from "../../app/sla/verify-tickets.ts";
import type { CustomerDifference } from "../../app/tiering/verify-customers.ts";

const HEAD = ["portal", "tickets", "different", "without facts", ""];
/** Names of values that are instants. */
const INSTANT = /(?:At|Since|\bat)$/;
const MAX_VALUE_LENGTH = 80;

/** A line a portal, and a sum. */
export function portalTable(portals: readonly VerifiedPortal[]): readonly string[] {
  const rows = portals.map((portal) => [
    portal.portalId,
    String(portal.tickets),
    String(portal.different),
    String(portal.withoutFacts),
    portal.state === "verified" ? "" : "not verified: disconnected, or without a policy",
  ]);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEAD, ...rows].map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === HEAD.length - 1
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** `ticket 7 of portal 42: nextDueAt is stored as 1 (1970-…): expected 2 (1970-…)`. */
export function differenceLine({
  portalId,
  ticketId,
  path,
  stored,
  derived,
}: TicketDifference): string {
  return `ticket ${ticketId} of portal ${portalId}: ${path} is stored as ${shown(path, stored)}: expected ${shown(path, derived)}`;
}

/** `company 7 of portal 42: grade.tier is stored as "key": expected "standard"`. */
export function customerDifferenceLine({
  portalId,
  customer,
  path,
  stored,
  derived,
}: CustomerDifference): string {
  const { kind, id } = customer;
  return `${kind} ${id} of portal ${portalId}: ${path} is stored as ${shown(path, stored)}: expected ${shown(path, derived)}`;
}

/** `audit log of portal 42: 812 entries sealed, 0 waiting, the last one 9f86…`. */
export function chainLine({ portalId, sealed, waiting, head }: VerifiedChain): string {
  const last = head === null ? "" : `, the last one ${head.hash}`;
  return `audit log of portal ${portalId}: ${sealed} entries sealed, ${waiting} waiting${last}`;
}

const FAULT_WORDS: Readonly<Record<ChainFault["fault"], string>> = {
  changed: "does not say what was sealed",
  missing: "is missing",
  broken: "does not follow the one before it",
  resealed: "was sealed anew, and is not what the log notes of that",
  end: "is not where the log ends: expected the one that was sealed last",
};

export function faultLine({ portalId, position, fault }: ChainFault): string {
  return `entry ${position} of the audit log of portal ${portalId} ${FAULT_WORDS[fault]}`;
}

export function sumLine(portals: readonly VerifiedPortal[], differences: number): string {
  const tickets = portals.reduce((sum, portal) => sum + portal.tickets, 0);
  return `verify: ${tickets} tickets, ${differences} differences`;
}

function shown(path: string, value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" && INSTANT.test(path)) {
    return `${value} (${new Date(value).toISOString()})`;
  }
  const text = JSON.stringify(value);
  return text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH)}…`;
}
