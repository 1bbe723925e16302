/** Whose account in the chat an e-mail address leads to. */
export type DirectoryAnswer =
  | { readonly outcome: "found"; readonly userId: string }
  /** Nobody there has this address, or not any more. */
  | { readonly outcome: "absent" }
  | {
      readonly outcome: "cannot_tell";
      readonly reason: string;
      /** Present when asking again after this time may tell. */
      readonly retryAfterMs?: number;
    };

/** The people of a Slack workspace. Never throws for what Slack answers. */
export type ChatDirectory = {
  findByEmail(teamId: string, email: string): Promise<DirectoryAnswer>;
};
