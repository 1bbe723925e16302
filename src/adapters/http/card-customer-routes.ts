import express, { type Router } from "express";
import type { CustomerCardUseCases } from "../../app/tiering/customer-card-use-cases.ts";
import type { CustomerUseCases } from "../../app/tiering/customer-use-cases.ts";
import type { OverridePress } from "../../app/tiering/override-tier.ts";
import type { VisitUseCases } from "../../app/visits/visit-use-cases.ts";
import {
  EndOverrideRequest,
  TierOverrideRequest,
  UseBenefitRequest,
} from "../../contract/customer-card.ts";
import { RefreshRequest } from "../../contract/customer-file.ts";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import { FileKind, readPlace } from "../../domain/tiering/customer-file.ts";
import { type Answer, answeringTo, BAD_BODY, type Gate } from "./card-answering.ts";
import { type CardFormats, createCardFormats } from "./card-formats.ts";
import { type AskerQuestion, type Read, type Refusal, readQuestion } from "./card-question.ts";
import { cardTextsOf } from "./card-texts.ts";
import { VISIT_ACTS } from "./card-visit-routes.ts";
import { presentBenefitUse, presentOverrideAct, presentRefresh } from "./customer-acts.ts";
import { presentCustomerCard, presentUnconnectedCustomer } from "./customer-card.ts";
import { presentCustomerFile, presentFilePage, presentUnconnectedFile } from "./customer-file.ts";

export const CUSTOMER_CARD_PATH = "/api/card/customer";
export const TIER_OVERRIDE_PATH = `${CUSTOMER_CARD_PATH}/override`;
export const END_OVERRIDE_PATH = `${CUSTOMER_CARD_PATH}/override/end`;
export const USE_BENEFIT_PATH = `${CUSTOMER_CARD_PATH}/benefit`;
export const VISIT_PATH = `${CUSTOMER_CARD_PATH}/visit`;
export const CUSTOMER_FILE_PATH = `${CUSTOMER_CARD_PATH}/file`;
export const FILE_PAGE_PATH = `${CUSTOMER_FILE_PATH}/page`;
export const FILE_REFRESH_PATH = `${CUSTOMER_FILE_PATH}/refresh`;

/** A press is a reason or a note. */
const BODY_LIMIT_BYTES = 16 * 1024;
const DAY_MS = 86_400_000;

export type CustomerRoutesOptions = Gate & CustomerCardUseCases & CustomerUseCases & VisitUseCases;
type Routes = CustomerRoutesOptions & { readonly formats: CardFormats };

/** What the cards on contacts and companies ask and do; see `createCardRoutes` for what holds of all cards. */
export function createCustomerCardRoutes(options: CustomerRoutesOptions): Router {
  const router = express.Router();
  const routes = { ...options, formats: createCardFormats() };
  router.get(CUSTOMER_CARD_PATH, answeringTo(routes, readCustomer, customerCard));
  router.get(CUSTOMER_FILE_PATH, answeringTo(routes, readCustomer, customerFile));
  router.get(FILE_PAGE_PATH, answeringTo(routes, readCustomer, filePage));
  const raw = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES, inflate: false });
  const presses = [
    [TIER_OVERRIDE_PATH, setOverride],
    [END_OVERRIDE_PATH, endOverride],
    [USE_BENEFIT_PATH, takeBenefit],
    [FILE_REFRESH_PATH, refresh],
  ] as const;
  for (const [path, answer] of presses)
    router.post(path, raw, answeringTo(routes, readCustomer, answer));
  const visits = { ...routes, textsFor: (asked: Asked) => textsFor(asked, routes) };
  for (const [name, answer] of Object.entries(VISIT_ACTS)) {
    router.post(`${VISIT_PATH}/${name}`, raw, answeringTo(visits, readCustomer, answer));
  }
  return router;
}

type CustomerAsked = AskerQuestion & { readonly customer: CustomerRef };
type Asked = CustomerAsked & { readonly body: unknown };

const BAD_CUSTOMER: Refusal = { ok: false, status: 400, reason: "bad_customer" };
const BAD_PAGE: Refusal = { ok: false, status: 400, reason: "bad_page" };

/** Ids of contacts and companies may be the same, so the card tells which one it is on. */
const readCustomer: Read<CustomerAsked> = (originalUrl) => {
  const question = readQuestion(originalUrl);
  if (!question.ok) return question;
  const { ticketId: id, ...asker } = question;
  const kind = CustomerKind.safeParse(asker.query.get("kind"));
  return kind.success ? { ...asker, customer: { kind: kind.data, id } } : BAD_CUSTOMER;
};

async function customerCard(asked: Asked, routes: Routes): Promise<Answer> {
  const { portalId, customer, user, language } = asked;
  const view = await routes.readCustomerCard(portalId, { customer, by: user });
  const body =
    view === null
      ? presentUnconnectedCustomer(routes.timeSource.now(), language, routes.formats)
      : presentCustomerCard(view, language, routes.formats);
  return { ok: true, body };
}

async function customerFile(asked: Asked, routes: Routes): Promise<Answer> {
  const { portalId, customer, language } = asked;
  const view = await routes.readCustomerFile(portalId, { customer, kinds: [], after: null });
  const body =
    view === null
      ? presentUnconnectedFile(routes.timeSource.now(), language, routes.formats)
      : presentCustomerFile(view, language, routes.formats);
  return { ok: true, body };
}

const FileKinds = FileKind.array();

async function filePage(asked: Asked, routes: Routes): Promise<Answer> {
  const { portalId, customer, language, query } = asked;
  const names = (query.get("kinds") ?? "").split(",").filter((name) => name !== "");
  const kinds = FileKinds.safeParse(names);
  const text = query.get("after") ?? "";
  const after = readPlace(text);
  if (!kinds.success || (after === null && text !== "")) return BAD_PAGE;
  const view = await routes.readCustomerFile(portalId, { customer, kinds: kinds.data, after });
  const body =
    view === null
      ? { state: "page", entries: [], next: null }
      : presentFilePage(view, language, routes.formats);
  return { ok: true, body };
}

async function setOverride(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = TierOverrideRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, tier, reason, endsInDays } = parsed.data;
  const untilAt = routes.timeSource.now() + endsInDays * DAY_MS;
  return override(asked, routes, { actKey, act: { kind: "set", tier, reason, untilAt } });
}

async function endOverride(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = EndOverrideRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  return override(asked, routes, { ...parsed.data, act: { kind: "end" } });
}

async function override(
  asked: Asked,
  routes: Routes,
  told: Pick<OverridePress, "actKey" | "act">,
): Promise<Answer> {
  const { portalId, customer, user } = asked;
  const answer = await routes.overrideTier({ portalId, customer, by: user, ...told });
  const view = await routes.readCustomerCard(portalId, { customer, by: user });
  return { ok: true, body: presentOverrideAct(answer, view, textsFor(asked, routes)) };
}

async function takeBenefit(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = UseBenefitRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, customer, user } = asked;
  const { actKey: useKey, grantId, note } = parsed.data;
  const question = { customer, by: user };
  // A contact that has the tier of its company has its benefits as well.
  const before = await routes.readCustomerCard(portalId, question);
  const { kind, id } = before?.company ?? customer;
  const press = { portalId, customer: { kind, id }, grantId, useKey, by: user, note };
  const answer = await routes.useBenefit(press);
  const view = await routes.readCustomerCard(portalId, question);
  const texts = textsFor(asked, routes);
  return { ok: true, body: presentBenefitUse(answer, { grantId, view }, texts) };
}

async function refresh(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = RefreshRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, customer } = asked;
  const outcome = await routes.refreshActivities(portalId, { customer, ...parsed.data });
  return { ok: true, body: presentRefresh(outcome, textsFor(asked, routes)) };
}

function textsFor({ language }: Asked, { timeSource, formats }: Routes) {
  return cardTextsOf(language ?? "en", timeSource.now(), formats);
}
