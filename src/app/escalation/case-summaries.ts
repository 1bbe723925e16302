import type { Words } from "../../domain/words.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CaseLine } from "../../ports/notifier.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import { currentClocks } from "../sla/current-clocks.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";

/** A case among others for who asked: what it is about, who has it, and when something is due. */
export type CaseSummary = Omit<CaseLine, "customerName" | "snoozedUntil"> & {
  readonly portalId: string;
  readonly ticketId: string;
  readonly departmentName: Words;
  readonly openedAt: number;
};

export async function caseSummaries(
  { tickets }: Pick<Store, "tickets">,
  context: PortalContext,
  cases: readonly CaseRow[],
): Promise<readonly CaseSummary[]> {
  const { portal } = context;
  const ticketIds = [...new Set(cases.map(({ ticketId }) => ticketId))];
  const rows = await tickets.findAll(portal.portalId, ticketIds);
  const byId = new Map(rows.map((row) => [row.ticket.ticketId, row]));
  return cases.map((one): CaseSummary => {
    const row = byId.get(one.ticketId);
    return {
      portalId: portal.portalId,
      caseId: one.caseId,
      ticketId: one.ticketId,
      subject: row?.ticket.subject ?? "",
      url: recordUrl(portal, "ticket", one.ticketId),
      departmentName: departmentName(context, one.department),
      state: one.state,
      takenBy: one.takenBy.map(({ name }) => name),
      openedAt: one.openedAt,
      dueAt: row === undefined ? null : firstDueAt(row),
    };
  });
}

/** One that the policy does not know any more goes by its id. */
export function departmentName({ current }: PortalContext, id: string): Words {
  const department = current.policy.departments.find((entry) => entry.id === id);
  return department?.name ?? { en: id, "zh-TW": id, "zh-CN": id };
}

function firstDueAt({ clocks }: TicketRow): number | null {
  const due = currentClocks(clocks).flatMap(({ state, endedAt, dueAt }) =>
    endedAt === null && state !== "paused" && dueAt !== null ? [dueAt] : [],
  );
  return due.length === 0 ? null : Math.min(...due);
}

export type DepartmentNames = Readonly<Record<string, Words>>;

export function departmentNames({ current }: PortalContext): DepartmentNames {
  return Object.fromEntries(current.policy.departments.map(({ id, name }) => [id, name]));
}
