/** Codes that a person reads in one place and types in another. */
export type ConnectCodes = {
  /** Eight characters that nobody can guess, without those that look alike. */
  newCode(): string;
  /** What is kept of a code; it does not lead back to it. */
  hash(code: string): string;
};
