import type { SurveyAnswer } from "../domain/surveys/survey-answer.ts";
import type { SurveyKind } from "../domain/surveys/survey-rules.ts";
import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { Language } from "../domain/words.ts";
import type { TicketRow } from "./store.ts";

/** One question that was put to a customer about a ticket; its link is made of id and end. */
export type SurveyRequest = {
  /** Random: it is in an address that strangers may see. */
  readonly requestId: string;
  readonly ticketId: string;
  readonly customer: CustomerRef;
  readonly kind: SurveyKind;
  readonly scale: { readonly from: number; readonly to: number };
  readonly language: Language;
  readonly askedAt: number;
  readonly expiresAt: number;
  /** Null while nobody has answered. */
  readonly answeredAt: number | null;
};

/** Whether the portal lets Aftercare read its survey answers; `unknown` before it was tried. */
export type SurveyAccess = {
  readonly access: "granted" | "missing" | "unknown";
  readonly checkedAt: number | null;
  /** Answers up to here were read. */
  readonly readUntil: number | null;
};

/** What customers answered, and what they were asked. */
export type Surveys = {
  /** Keeps answers that are not known yet, and gives those; one that is known stays as it was. */
  save(portalId: string, answers: readonly SurveyAnswer[]): Promise<readonly SurveyAnswer[]>;
  /** Of any of these customers, or about any of these tickets; the newest first. */
  of(
    portalId: string,
    about: {
      readonly customers: readonly CustomerRef[];
      readonly ticketIds: readonly string[];
      readonly limit: number;
    },
  ): Promise<readonly SurveyAnswer[]>;
  /** Answers that nobody has looked at for a follow-up, the oldest first. */
  notFollowed(portalId: string, limit: number): Promise<readonly SurveyAnswer[]>;
  markFollowed(portalId: string, answerKeys: readonly string[], now: number): Promise<void>;
  access(portalId: string): Promise<SurveyAccess>;
  saveAccess(
    portalId: string,
    access: { readonly access: "granted" | "missing"; readonly readUntil: number | null },
    now: number,
  ): Promise<void>;
  /** Pages through the tickets of which something was heard since then and nobody was asked, by their ids. */
  unasked(
    portalId: string,
    page: { readonly since: number; readonly afterTicketId: string | null; readonly limit: number },
  ): Promise<readonly TicketRow[]>;
  /** The same, whether anybody was asked or not. */
  heardOf(
    portalId: string,
    page: { readonly since: number; readonly afterTicketId: string | null; readonly limit: number },
  ): Promise<readonly TicketRow[]>;
  /** Keeps requests of tickets that have none; gives those that were kept. */
  ask(portalId: string, requests: readonly SurveyRequest[]): Promise<readonly SurveyRequest[]>;
  /** By customer key `KIND:ID`, when each was asked last; who never was has no entry. */
  lastAsked(
    portalId: string,
    customers: readonly CustomerRef[],
  ): Promise<ReadonlyMap<string, number>>;
  request(portalId: string, requestId: string): Promise<SurveyRequest | null>;
  requestsOf(portalId: string, ticketIds: readonly string[]): Promise<readonly SurveyRequest[]>;
  /** What a customer answered and was asked is another one's from then on; repeating it is harmless. */
  move(portalId: string, from: CustomerRef, into: CustomerRef): Promise<void>;
  /** Notes the one answer to a request; false when there was one before. Runs within a transaction. */
  markAnswered(portalId: string, requestId: string, now: number): Promise<boolean>;
};
