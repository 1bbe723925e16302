/** A day as HubSpot's date field gives it: months count from 0. */
export type Day = { readonly year: number; readonly month: number; readonly date: number };

/** The same as `2026-03-27`. */
export function dayText({ year, month, date }: Day): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(date)}`;
}

export function dayOfText(text: string): Day {
  const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
  return { year, month: month - 1, date };
}
