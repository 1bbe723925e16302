import type { Language } from "../domain/words.ts";

/** A browser on its way to the CRM's consent page and back. */
export type InstallVisits = {
  /** Begins a visit. The CRM hands `state` back; `browser` stays in the browser, in a cookie. */
  begin(visit: {
    /** What the browser brought of a visit before, or null. */
    readonly browser: string | null;
    readonly language: Language;
    readonly now: number;
    readonly expiresAt: number;
  }): Promise<{ readonly state: string; readonly browser: string }>;
  /** Ends a visit, which is good once, for the browser that began it; another browser does not use it up. */
  redeem(
    brought: { readonly state: string; readonly browser: string | null },
    now: number,
  ): Promise<{ readonly ok: true; readonly language: Language } | VisitRefusal>;
};

export type VisitRefusal = {
  readonly ok: false;
  readonly reason: "not_known" | "other_browser" | "used" | "expired";
};
