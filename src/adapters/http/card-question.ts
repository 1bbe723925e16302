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
];

/** Who asks about which ticket, in which language. Null: the portal's. */
export type CardQuestion = {
  readonly portalId: string;
  readonly user: { readonly userId: string; readonly email: string };
  readonly ticketId: string;
  readonly language: Language | null;
  readonly query: URLSearchParams;
};
export type Refusal = { readonly ok: false; readonly status: number; readonly reason: string };

/** A name that occurs twice could be read here as the card's word and there as HubSpot's. */
export function readQuestion(
  originalUrl: string,
): ({ readonly ok: true } & CardQuestion) | Refusal {
  const query = new URLSearchParams(originalUrl.slice(originalUrl.indexOf("?")));
  if (NAMES_READ_ONCE.some((name) => query.getAll(name).length > 1)) {
    return { ok: false, status: 400, reason: "repeated_parameter" };
  }
  const portalId = query.get("portalId") ?? "";
  const userId = query.get("userId") ?? "";
  if (!RECORD_ID.test(portalId) || !RECORD_ID.test(userId)) {
    return { ok: false, status: 401, reason: "no_identity" };
  }
  const ticketId = query.get("objectId") ?? "";
  if (!RECORD_ID.test(ticketId)) return { ok: false, status: 400, reason: "bad_object_id" };
  const language = Language.safeParse(query.get("language"));
  return {
    ok: true,
    portalId,
    user: { userId, email: query.get("userEmail") ?? "" },
    ticketId,
    language: language.success ? language.data : null,
    query,
  };
}
