import type { CareKind, VisitChannel } from "../domain/governance/care.ts";
import type { VisitColour } from "../domain/visits/visit.ts";
import type { NoticeBase } from "./notifier.ts";
import type { PostedAbout } from "./posted-messages.ts";

/** `deleted`: its task was deleted. `unreachable`: tried often enough. */
export type VisitOccasion = "deleted" | "unreachable";

/** What a message says of one visit. */
export type VisitTold = {
  readonly kind: "visit";
  readonly occasion: VisitOccasion;
  /** Null when the CRM has no name, or the visit no customer. */
  readonly customerName: string | null;
  /** Deep link to the record on which Aftercare's card is. */
  readonly url: string | null;
  readonly care: CareKind;
  readonly channel: VisitChannel;
  readonly dueAt: number;
  readonly colour: VisitColour;
  readonly attempts: number;
  readonly about?: readonly PostedAbout[];
};

/** One visit in a list. */
export type VisitLine = Pick<
  VisitTold,
  "customerName" | "url" | "care" | "channel" | "dueAt" | "colour"
> & {
  /** Days past the red limit; 0 before it. */
  readonly overdueDays: number;
  /** Who is to make it; null when nobody is. */
  readonly ownerName: string | null;
  readonly about?: readonly PostedAbout[];
};

/** As many lines as a reader takes in, the most urgent first, and how many visits there are in all. */
export type VisitList = { readonly lines: readonly VisitLine[]; readonly total: number };

/** What one person is told on the morning of a working day. */
export type VisitDayTold = {
  readonly kind: "visit_day";
  /** As whom: of their own visits, or of those of others. */
  readonly role: "owner" | "lead" | "manager";
  readonly date: string;
  /** Those that are due on that day. */
  readonly due: VisitList;
  /** Others for which a level of the ladder has come. */
  readonly overdue: VisitList;
};

/** One person is told in a direct message: of one visit, or of all those of a day. */
export type VisitNotice = NoticeBase & VisitTold;
export type VisitDayNotice = NoticeBase & VisitDayTold;
export type NoticeOfVisits = VisitNotice | VisitDayNotice;

/** What a customer wishes, as whoever made the visit wrote it. */
export type SuggestionLine = {
  readonly customerName: string | null;
  readonly text: string;
  /** Name of whoever made the visit. */
  readonly by: string;
  readonly about?: readonly PostedAbout[];
};

/** Of the week before, once a week: as many as a reader takes in, and how many there were in all. */
export type SuggestionList = {
  readonly lines: readonly SuggestionLine[];
  readonly total: number;
};
