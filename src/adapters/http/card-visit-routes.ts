import type { CustomerCardUseCases } from "../../app/tiering/customer-card-use-cases.ts";
import type { VisitAnswer, VisitPress } from "../../app/visits/visit-acts.ts";
import type { VisitUseCases } from "../../app/visits/visit-use-cases.ts";
import {
  LiftVisitRequest,
  MoveVisitRequest,
  OutcomeRequest,
  PlanAgainRequest,
  PlanVisitRequest,
  SkipVisitRequest,
} from "../../contract/customer-visits.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { type Answer, BAD_BODY } from "./card-answering.ts";
import type { AskerQuestion } from "./card-question.ts";
import type { CardTexts } from "./card-texts.ts";
import { presentVisitAct, type ToldAct } from "./customer-visits.ts";

type Asked = AskerQuestion & { readonly customer: CustomerRef; readonly body: unknown };
export type VisitRoutes = VisitUseCases &
  Pick<CustomerCardUseCases, "readCustomerCard"> & {
    readonly textsFor: (asked: Asked) => CardTexts;
  };

/** What the card of a customer sends about visits, by the end of its path. */
export const VISIT_ACTS = {
  outcome: async (asked: Asked, routes: VisitRoutes) => {
    const parsed = OutcomeRequest.safeParse(asked.body);
    if (!parsed.success) return BAD_BODY;
    const { actKey, visitId, attempt, ...form } = parsed.data;
    const press = { ...pressOf(asked, { actKey, visitId }), attempt, form };
    return answered(asked, routes, { act: "outcome", answer: await routes.recordOutcome(press) });
  },
  move: async (asked: Asked, routes: VisitRoutes) => {
    const parsed = MoveVisitRequest.safeParse(asked.body);
    if (!parsed.success) return BAD_BODY;
    const { date, ...told } = parsed.data;
    const answer = await routes.moveVisit({ ...pressOf(asked, told), date });
    return answered(asked, routes, { act: "moved", answer });
  },
  skip: async (asked: Asked, routes: VisitRoutes) => {
    const parsed = SkipVisitRequest.safeParse(asked.body);
    if (!parsed.success) return BAD_BODY;
    const { reason, ...told } = parsed.data;
    const answer = await routes.skipVisit({ ...pressOf(asked, told), reason });
    return answered(asked, routes, { act: "skipped", answer });
  },
  lift: async (asked: Asked, routes: VisitRoutes) => {
    const parsed = LiftVisitRequest.safeParse(asked.body);
    if (!parsed.success) return BAD_BODY;
    const { reason, ...told } = parsed.data;
    const answer = await routes.liftVisit({ ...pressOf(asked, told), reason });
    return answered(asked, routes, { act: "lifted", answer });
  },
  again: async (asked: Asked, routes: VisitRoutes) => {
    const parsed = PlanAgainRequest.safeParse(asked.body);
    if (!parsed.success) return BAD_BODY;
    const answer = await routes.planAgain(pressOf(asked, parsed.data));
    return answered(asked, routes, { act: "again", answer });
  },
  plan: async (asked: Asked, routes: VisitRoutes) => {
    const parsed = PlanVisitRequest.safeParse(asked.body);
    if (!parsed.success) return BAD_BODY;
    const { portalId, customer, user: by } = asked;
    const answer = await routes.planByHand({ portalId, customer, by, ...parsed.data });
    return answered(asked, routes, { act: "planned", answer });
  },
} as const;

function pressOf(
  { portalId, customer, user: by }: Asked,
  told: Pick<VisitPress, "actKey" | "visitId">,
): VisitPress {
  return { portalId, customer, by, ...told };
}

async function answered(
  asked: Asked,
  routes: VisitRoutes,
  { act, answer }: { readonly act: ToldAct; readonly answer: VisitAnswer },
): Promise<Answer> {
  const { portalId, customer, user: by } = asked;
  const view = act === "outcome" ? await routes.readCustomerCard(portalId, { customer, by }) : null;
  return { ok: true, body: presentVisitAct(answer, { act, view }, routes.textsFor(asked)) };
}
