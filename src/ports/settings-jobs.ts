/** What somebody wants to know of a policy document. */
export type JobQuestion =
  | { readonly kind: "effect" }
  | { readonly kind: "replay"; readonly sinceDays: number };

export type SettingsJob<Result> = {
  readonly jobId: string;
  /** Whose it is, by HubSpot user id. */
  readonly userId: string;
  readonly question: JobQuestion;
  /** Of the document, as its author sees it. */
  readonly title: string;
  readonly document: string;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly startedAt: number;
  /** When it was last heard of. */
  readonly beatAt: number;
  /** Looked at so far. */
  readonly tickets: number;
  /** Somebody asked it to stop. */
  readonly isStopping: boolean;
  /** Null unless it is done. */
  readonly result: Result | null;
};

/** Long work that people start on the settings page: one for each person, kept until the next one. */
export type SettingsJobs<Result> = {
  /** False while another one of that person runs that was heard of since `lostBefore`. */
  begin(portalId: string, job: SettingsJob<Result>, lostBefore: number): Promise<boolean>;
  ofUser(portalId: string, userId: string): Promise<SettingsJob<Result> | null>;
  find(portalId: string, jobId: string): Promise<SettingsJob<Result> | null>;
  /** Asks it to stop; nothing for one that is over. */
  stop(portalId: string, userId: string, jobId: string): Promise<void>;
  /** Notes how far it is; says whether it shall go on. */
  beat(
    portalId: string,
    jobId: string,
    progress: { readonly tickets: number; readonly now: number },
  ): Promise<boolean>;
  /** Ends one that runs; nothing for another one. */
  end(
    portalId: string,
    jobId: string,
    end: {
      readonly state: "done" | "failed" | "cancelled";
      readonly result: Result | null;
      readonly now: number;
    },
  ): Promise<void>;
};
