/** A purchase as a public data set tells it; a cancellation has an amount of less than 0. */
export type Purchase = {
  readonly customer: string;
  /** Unlike those of all others in its set. */
  readonly invoice: string;
  readonly at: number;
  readonly amount: number;
};
