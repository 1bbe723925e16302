import {
  liftVisit,
  type MovePress,
  moveVisit,
  type PlanPress,
  planAgain,
  planByHand,
  type SkipPress,
  skipVisit,
} from "./change-visit.ts";
import { type OutcomePress, recordOutcome } from "./record-outcome.ts";
import type { VisitActDeps, VisitAnswer, VisitPress } from "./visit-acts.ts";

/** What people do with visits on the cards of their customers. */
export type VisitUseCases = {
  recordOutcome(press: OutcomePress): Promise<VisitAnswer>;
  moveVisit(press: MovePress): Promise<VisitAnswer>;
  skipVisit(press: SkipPress): Promise<VisitAnswer>;
  liftVisit(press: SkipPress): Promise<VisitAnswer>;
  planAgain(press: VisitPress): Promise<VisitAnswer>;
  planByHand(press: PlanPress): Promise<VisitAnswer>;
};

export function visitUseCases(deps: VisitActDeps): VisitUseCases {
  return {
    recordOutcome: (press) => recordOutcome(deps, press),
    moveVisit: (press) => moveVisit(deps, press),
    skipVisit: (press) => skipVisit(deps, press),
    liftVisit: (press) => liftVisit(deps, press),
    planAgain: (press) => planAgain(deps, press),
    planByHand: (press) => planByHand(deps, press),
  };
}
