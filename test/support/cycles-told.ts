import { expect } from "vitest";
import { cyclesOf } from "../../src/domain/sla/cycles.ts";
import { lifeOf } from "../../src/domain/sla/life.ts";
import { berlin, type Fact, ticketOf } from "./lives.ts";
import { fullPolicy, ruledBy } from "./policies.ts";

/** Cycles of a ticket created on 9 June at 9:00 in Berlin, told as a table row. */

type Kind = Parameters<typeof cyclesOf>[0];
/** `from`, `to` (null while open) and what else is worth a word. */
type Told = readonly [from: string, to: string | null, ...marks: (string | number)[]];

export const created: Fact = ["06-09 09:00", { kind: "created" }];

function cyclesAt(
  kind: Kind,
  { facts, now = "06-09 17:00", changes = {}, second = {} }: CyclesRow,
) {
  const policies = [changes, second].map((parts) => fullPolicy({ ...parts }));
  const rules = ruledBy(...policies)(berlin(now));
  return cyclesOf(kind, lifeOf(ticketOf([created, ...facts]), rules)).map(
    ({ from, endedAt, isCancelled, durationMinutes }) => [
      from,
      endedAt,
      ...(isCancelled ? ["cancelled"] : []),
      ...(durationMinutes === null ? [] : [durationMinutes]),
    ],
  );
}

export type CyclesRow = {
  name: string;
  facts: Fact[];
  now?: string;
  changes?: object;
  /** What version 2 of the policy says otherwise. */
  second?: object;
  expected: Told[];
};

const asInstants = (told: readonly Told[]) =>
  told.map(([from, to, ...marks]) => [berlin(from), to === null ? null : berlin(to), ...marks]);

export function expectCycles(kind: Kind, row: CyclesRow): void {
  expect(cyclesAt(kind, row)).toEqual(asInstants(row.expected));
}
