import type { NoticeBase } from "./notifier.ts";

/** A cause that comes back, told to the department that looks for causes. */
export type RecurrenceNotice = NoticeBase & {
  readonly kind: "recurrence";
  readonly category: string | null;
  readonly product: string | null;
  /** What its tickets say, the most telling first. */
  readonly terms: readonly { readonly term: string; readonly tickets: number }[];
  readonly total: number;
  readonly customers: number;
  /** When the oldest of them was made. */
  readonly sinceAt: number;
  /** Some of them, the newest first. */
  readonly tickets: readonly { readonly subject: string; readonly url: string | null }[];
};
