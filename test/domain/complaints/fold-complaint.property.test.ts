import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  ComplaintFact,
  ComplaintMark,
} from "../../../src/domain/complaints/complaint-fact.ts";
import { foldComplaint } from "../../../src/domain/complaints/fold-complaint.ts";
import { EVERY_FACT, mark } from "../../support/complaint-marks.ts";

const story = fc
  .array(fc.tuple(fc.nat(30), fc.constantFrom(...EVERY_FACT), fc.nat(12)), { maxLength: 16 })
  .map((facts) => facts.map(([at, fact, key]) => mark(at, fact, `${key}`)));

/** Closed and open again, in turn. */
const closings = fc
  .uniqueArray(fc.nat(30), { maxLength: 5 })
  .map((instants) => instants.toSorted((a, b) => a - b))
  .map((instants) =>
    instants.flatMap((from, index) =>
      index % 2 === 0 ? [{ from, to: instants[index + 1] ?? null }] : [],
    ),
  );

const fold = (marks: readonly ComplaintMark[], spells: readonly { from: number; to: null }[]) =>
  foldComplaint({
    marks,
    spells: [...spells],
    proposals: [],
    closings: spells.length === 0 ? [] : [{ from: 20, to: null }],
    outward: [],
    answerRequired: true,
  });

type Line = ComplaintFact | "ticket closes" | "ticket opens";

/** What comes one after the other; the ticket may be closed and opened by anybody at any time. */
const line: fc.Arbitrary<readonly Line[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<Line>("ticket closes") },
    { weight: 1, arbitrary: fc.constant<Line>("ticket opens") },
    { weight: 5, arbitrary: fc.constantFrom<Line>(...EVERY_FACT) },
  ),
  { maxLength: 24 },
);

/** The rules as they are told to people, one line after the other; it shares nothing with the fold. */
function tell(log: readonly Line[]) {
  const marks: ComplaintMark[] = [];
  const closings: { from: number; to: number | null }[] = [];
  let [since, ticketClosedAt, leftOpenSince]: (number | null)[] = [null, null, null];
  let [hasOutcome, hasAnswer, isClosed, reopenings] = [false, false, false, 0];
  const endIfWhole = () => {
    if (!hasOutcome || !hasAnswer) return;
    isClosed = true;
    leftOpenSince = null;
  };
  for (const [at, one] of log.entries()) {
    if (one === "ticket closes") {
      if (ticketClosedAt !== null) continue;
      ticketClosedAt = at;
      closings.push({ from: at, to: null });
      if (since !== null && !isClosed) leftOpenSince = at;
      if (since !== null && !isClosed) endIfWhole();
    } else if (one === "ticket opens") {
      const last = closings.at(-1);
      if (ticketClosedAt === null || last === undefined) continue;
      last.to = at;
      ticketClosedAt = null;
      leftOpenSince = null;
    } else {
      marks.push(mark(at, one));
      const takesUp = one.kind !== "proposed" && one.kind !== "dismissed";
      if (takesUp && since === null) {
        since = at;
        leftOpenSince = ticketClosedAt;
      }
      if (one.kind === "reopened" && isClosed) {
        [isClosed, hasOutcome, hasAnswer, reopenings] = [false, false, false, reopenings + 1];
        leftOpenSince = ticketClosedAt === null ? null : at;
      } else if (!isClosed) {
        if (one.kind === "concluded") hasOutcome = true;
        if (one.kind === "answered" && one.stage === "final") hasAnswer = true;
        if (since !== null && (one.kind === "closed" || ticketClosedAt !== null)) endIfWhole();
      }
    }
  }
  const isTicketClosed = ticketClosedAt !== null;
  return { marks, closings, since, isClosed, leftOpenSince, reopenings, isTicketClosed };
}

describe("the facts of a complaint", () => {
  it("give the same complaint in any order and with any repetition", () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (marks, numbers) => {
        const shuffled = marks
          .flatMap((one) => (Number(numbers.next().value) % 3 === 0 ? [one, one] : [one]))
          .map((one) => ({ one, place: Number(numbers.next().value) }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(fold(shuffled, [])).toEqual(fold(marks, []));
      }),
    );
  });

  it("never close one without an outcome and a final answer of that time", () => {
    fc.assert(
      fc.property(story, closings, fc.boolean(), (marks, closed, isByCategory) => {
        const complaint = foldComplaint({
          marks,
          spells: isByCategory ? [{ from: 0, to: null }] : [],
          proposals: [],
          closings: closed,
          outward: [],
          answerRequired: true,
        });
        const inside = (kind: string, from: number, to: number) =>
          marks.filter(
            ({ at, fact }) =>
              at >= from &&
              at <= to &&
              (fact.kind === kind || ("stage" in fact && fact.stage === kind)),
          ).length;
        for (const { from, to } of complaint?.episodes ?? []) {
          if (to === null) continue;
          expect(inside("concluded", from, to)).toBeGreaterThan(0);
          expect(inside("final", from, to)).toBeGreaterThan(0);
          expect(inside("closed", from, to) + closed.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("are as a log read line by line tells, whatever people press and whoever closes the ticket", () => {
    const seen = { leftOpen: 0, closed: 0, closedWithItsTicket: 0 };
    fc.assert(
      fc.property(line, (log) => {
        const told = tell(log);
        const complaint = foldComplaint({
          marks: told.marks,
          spells: [],
          proposals: [],
          closings: told.closings,
          outward: [],
          answerRequired: false,
        });
        expect({
          since: complaint?.since ?? null,
          isClosed: complaint?.state === "closed",
          leftOpenSince: complaint?.leftOpenSince ?? null,
          reopenings: complaint?.reopenings.length ?? 0,
        }).toEqual({
          since: told.since,
          isClosed: told.isClosed,
          leftOpenSince: told.leftOpenSince,
          reopenings: told.reopenings,
        });
        if (told.leftOpenSince !== null) seen.leftOpen += 1;
        if (told.isClosed) seen.closed += 1;
        if (told.isClosed && told.isTicketClosed) seen.closedWithItsTicket += 1;
      }),
      { numRuns: 3_000 },
    );
    // Each way was gone often enough to mean something.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });

  it("leave no gap: a complaint that was opened again after a closing has a reason each time", () => {
    fc.assert(
      fc.property(story, (marks) => {
        const complaint = fold(marks, [{ from: 0, to: null }]);
        const { reopenings = [], episodes = [] } = complaint ?? {};
        expect(episodes).toHaveLength(reopenings.length + 1);
        for (const { reason } of reopenings) expect(reason).not.toBe("");
      }),
    );
  });
});
