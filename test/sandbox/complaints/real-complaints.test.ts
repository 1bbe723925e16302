import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readComplaints } from "../../../sandbox/complaints/cfpb-log.ts";
import {
  ACK_WORKING_DAYS,
  complaintTable,
  runProcedure,
} from "../../../sandbox/complaints/run-procedure.ts";

const FILES = [
  { name: "cfpb_2013_09", rows: 504 },
  { name: "cfpb_2013_2016", rows: 1_596 },
].map((one) => ({ ...one, file: fileOf(one.name) }));
const isThere = FILES.every(({ file }) => existsSync(file));

function fileOf(name: string): string {
  const url = new URL(`../../../../shared/data/cfpb/${name}.shared.csv.gz`, import.meta.url);
  return fileURLToPath(url);
}

/** Weekdays from one day to another, counted one by one. */
function weekdaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = Date.parse(from); at < Date.parse(to); at += 86_400_000) {
    // The half days at both ends: a day counts from its noon.
    const [today, tomorrow] = [new Date(at).getUTCDay(), new Date(at + 86_400_000).getUTCDay()];
    count += [today, tomorrow].filter((day) => day !== 0 && day !== 6).length / 2;
  }
  return count;
}

describe.skipIf(!isThere)(
  `real complaints${isThere ? "" : " (skipped: ../shared is not here)"}`,
  () => {
    it.each(FILES)(
      "of $name are taken up in time by the clock as by a count of weekdays",
      async ({ file, rows }) => {
        const complaints = runProcedure(await readComplaints(file));
        expect(complaints).toHaveLength(rows);
        for (const { receivedDate, sentDate, workingDays, isTakenUpInTime } of complaints) {
          const expected = weekdaysBetween(receivedDate, sentDate);
          expect(workingDays).toBeCloseTo(expected, 6);
          expect(isTakenUpInTime).toBe(expected <= ACK_WORKING_DAYS);
        }
      },
    );

    it.each(FILES)("of $name have the timely share of the file's own flag", async ({ file }) => {
      const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n").slice(1);
      const timely = lines.filter((line) => /,Yes,[^,]*$/.test(line)).length;
      const last = complaintTable(runProcedure(await readComplaints(file)))
        .split("\n")
        .at(-1);
      expect(last).toContain(`${((100 * timely) / lines.length).toFixed(1)} %`);
    });
  },
);
