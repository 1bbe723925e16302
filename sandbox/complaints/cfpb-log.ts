import { z } from "zod";
import { csvRows } from "../csv-rows.ts";

/** One complaint as the file tells it. It names no day of the answer. */
export type LoggedComplaint = {
  readonly receivedDate: string;
  /** The day on which the company got it; never before it was received. */
  readonly sentDate: string;
  readonly company: string;
  /** The company has closed it, in whatever way. */
  readonly isAnswered: boolean;
  /** The file's own flag. */
  readonly isTimely: boolean;
};

/** What is read of a row, under whichever names the file's header has. */
const Row = z
  .looseObject({
    "date received": z.string(),
    "date sent to company": z.string(),
    company: z.string(),
    "company response to consumer": z.string(),
    "timely response": z.enum(["Yes", "No"]),
  })
  .transform((row): LoggedComplaint => {
    const receivedDate = dateOf(row["date received"]);
    const sentDate = dateOf(row["date sent to company"]);
    return {
      receivedDate,
      // Some were sent a day before they were received.
      sentDate: [receivedDate, sentDate].toSorted().at(-1) ?? receivedDate,
      company: row.company,
      isAnswered: row["company response to consumer"].startsWith("Closed"),
      isTimely: row["timely response"] === "Yes",
    };
  });

/** `Timely response?` and `timely_response` are one column: exports of different years name it so. */
function withPlainNames(row: unknown): Readonly<Record<string, unknown>> {
  const cells = z.record(z.string(), z.string()).parse(row);
  return Object.fromEntries(
    Object.entries(cells).map(([name, value]) => [
      name.toLowerCase().replaceAll("_", " ").replaceAll("?", ""),
      value,
    ]),
  );
}

/** Month first: `7/29/2013`. */
function dateOf(text: string): string {
  const [month = "", day = "", year = ""] = text.split("/");
  return z.iso.date().parse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** The complaints of one file, in its order; throws where a row has no such columns, or another kind of day. */
export async function readComplaints(file: string): Promise<readonly LoggedComplaint[]> {
  const complaints: LoggedComplaint[] = [];
  for await (const row of csvRows(file)) complaints.push(Row.parse(withPlainNames(row)));
  return complaints;
}
