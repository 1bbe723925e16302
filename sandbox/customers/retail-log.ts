import { z } from "zod";
import { csvRows } from "../csv-rows.ts";
import type { Purchase } from "./purchase.ts";

/**
 * Reads the lines of a mail-order shop ("Online Retail II", UCI). The lines of an invoice are one purchase;
 * an invoice of its own, whose number begins with C, cancels. Lines without a customer are left out. All
 * other lines count as they stand, postage and repeated ones among them.
 */

const Row = z.object({
  Invoice: z.string(),
  Quantity: z.string(),
  InvoiceDate: z.string(),
  Price: z.string(),
  CustomerID: z.string(),
});

export async function readRetail(file: string): Promise<readonly Purchase[]> {
  const invoices = new Map<string, Purchase>();
  for await (const record of csvRows(file)) {
    const row = Row.parse(record);
    if (row.CustomerID === "") continue;
    const amount = Number(row.Quantity) * Number(row.Price);
    const at = instantOf(row.InvoiceDate);
    const known = invoices.get(row.Invoice);
    invoices.set(row.Invoice, {
      customer: row.CustomerID,
      invoice: row.Invoice,
      at: Math.min(at, known?.at ?? at),
      amount: amount + (known?.amount ?? 0),
    });
  }
  return [...invoices.values()].map((invoice) => ({
    ...invoice,
    amount: Math.round(invoice.amount * 100) / 100,
  }));
}

/** `2009-12-01 07:45:00`; no zone is named, so it is read as UTC. */
function instantOf(text: string): number {
  const at = Date.parse(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(at)) throw new Error(`InvoiceDate is "${text}": expected YYYY-MM-DD HH:MM:SS`);
  return at;
}
