import { z } from "zod";
import { type Answer, invalidInput, parseBody, refusal } from "./api-answer.ts";
import type { AppJournal } from "./app-journal.ts";

export type JournalRequest = {
  readonly authorization: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Where files are read. */
  readonly origin: string;
};

type JournalRoute = {
  readonly method: "get" | "post";
  readonly path: string;
  handle(request: JournalRequest): Answer;
};

const Subscription = z.looseObject({ subscriptionType: z.string(), eventTypeId: z.string() });
const JOURNAL = "/webhooks-journal/journal/2026-03";
const FILES = "/webhooks-journal/files";
const FILE_LIFE_MS = 300_000;

/** The journal of the app: subscriptions, pointers to files, and the files, which want no token. */
export function journalRoutes(journal: AppJournal): readonly JournalRoute[] {
  const pointer = (request: JournalRequest, offset: string | null): Answer => {
    allow(journal, request);
    const entry = journal.after(offset);
    if (entry === undefined) return { status: 204 };
    const { offset: currentOffset, occurredAt } = entry;
    const url = `${request.origin}${FILES}/${currentOffset}`;
    const expiresAt = new Date(occurredAt + FILE_LIFE_MS).toISOString();
    return { status: 200, body: { url, currentOffset, expiresAt } };
  };
  return [
    {
      method: "post",
      path: "/webhooks-journal/subscriptions/2026-03",
      handle: (request) => {
        allow(journal, request);
        const { eventTypeId } = parseBody(Subscription, request.body);
        if (journal.subscribe(eventTypeId)) return { status: 201, body: { eventTypeId } };
        throw refusal(409, "CONFLICT", "Subscription already exists");
      },
    },
    { method: "get", path: `${JOURNAL}/earliest`, handle: (request) => pointer(request, null) },
    {
      method: "get",
      path: `${JOURNAL}/offset/:offset/next`,
      handle: (request) => pointer(request, request.params["offset"] ?? ""),
    },
    {
      method: "get",
      path: `${FILES}/:offset`,
      handle: (request) => {
        // A signed address takes no second kind of proof.
        if (request.authorization !== null) throw invalidInput("Only one auth mechanism allowed");
        const entry = journal.file(request.params["offset"] ?? "");
        if (entry === undefined) return { status: 404 };
        const { action, portalId, occurredAt } = entry;
        const event = {
          type: "APP_LIFECYCLE_EVENT",
          action,
          portalId: Number(portalId),
          occurredAt,
        };
        return { status: 200, body: { journalEvents: [event] } };
      },
    },
  ];
}

function allow(journal: AppJournal, { authorization }: JournalRequest): void {
  if (journal.mayRead(authorization)) return;
  throw refusal(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
}
