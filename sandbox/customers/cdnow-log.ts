import { z } from "zod";
import { csvRows } from "../csv-rows.ts";
import type { Purchase } from "./purchase.ts";

/** Reads the purchases of CDNOW's customers of early 1997; days are read as UTC. */

const Row = z.object({ customer_id: z.string(), date: z.string(), dollar_value: z.string() });

export async function readCdnow(file: string): Promise<readonly Purchase[]> {
  const purchases: Purchase[] = [];
  for await (const record of csvRows(file)) {
    const row = Row.parse(record);
    purchases.push({
      customer: row.customer_id,
      invoice: String(purchases.length + 1),
      at: dayOf(row.date),
      amount: Number(row.dollar_value),
    });
  }
  return purchases;
}

/** `19970112`. */
function dayOf(text: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match === null) throw new Error(`date is "${text}": expected YYYYMMDD`);
  const [year, month, day] = match.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day);
}
