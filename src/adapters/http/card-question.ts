import { Language } from "../../domain/words.ts";

const RECORD_ID = /^\d{1,19}$/;
/** What HubSpot appends, or what would be mistaken for it. */
const NAMES_READ_ONCE = [
  "portalId",
  "userId",
  "userEmail",
  "appId",
  "objectId",
  "language",
  "clock",
  "cycle",
  "draftId",
  "version",
  "olderThan",
  "kind",
  "kinds",
  "after",
  "calendar",
  "month",
  "date",
  "time",
  "zone",
];

/** Who asks, in which language. Null: the portal's. */
export type AskerQuestion = {
  readonly portalId: string;
  readonly user: { readonly userId: string; readonly email: string };
  readonly language: Language | null;
  readonly query: URLSearchParams;
};
/** Which ticket they ask about. */
export type CardQuestion = AskerQuestion & { readonly ticketId: string };
export type Refusal = { readonly ok: false; readonly status: number; readonly reason: string };

export type Read<Question> = (originalUrl: string) => ({ readonly ok: true } & Question) | Refusal;

export const readQuestion: Read<CardQuestion> = (originalUrl) => {
  const asker = readAsker(originalUrl);
  if (!asker.ok) return asker;
  const ticketId = asker.query.get("objectId") ?? "";
  if (!RECORD_ID.test(ticketId)) return { ok: false, status: 400, reason: "bad_object_id" };
  return { ...asker, ticketId };
};

/** A name that occurs twice could be read here as the card's word and there as HubSpot's. */
export const readAsker: Read<AskerQuestion> = (originalUrl) => {
  const query = new URLSearchParams(originalUrl.slice(originalUrl.indexOf("?")));
  if (NAMES_READ_ONCE.some((name) => query.getAll(name).length > 1)) {
    return { ok: false, status: 400, reason: "repeated_parameter" };
  }
  const portalId = query.get("portalId") ?? "";
  const userId = query.get("userId") ?? "";
  if (!RECORD_ID.test(portalId) || !RECORD_ID.test(userId)) {
    return { ok: false, status: 401, reason: "no_identity" };
  }
  const language = Language.safeParse(query.get("language"));
  return {
    ok: true,
    portalId,
    user: { userId, email: query.get("userEmail") ?? "" },
    language: language.success ? language.data : null,
    query,
  };
};
