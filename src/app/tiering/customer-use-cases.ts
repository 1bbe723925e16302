import {
  type OverrideAnswer,
  type OverrideDeps,
  type OverridePress,
  overrideTier,
} from "./override-tier.ts";
import {
  type BenefitAnswer,
  type BenefitDeps,
  type BenefitPress,
  useBenefit,
} from "./use-benefit.ts";

/** What people do with a customer on its card. */
export type CustomerUseCases = {
  overrideTier(press: OverridePress): Promise<OverrideAnswer>;
  useBenefit(press: BenefitPress): Promise<BenefitAnswer>;
};

export function customerUseCases(deps: OverrideDeps & BenefitDeps): CustomerUseCases {
  return {
    overrideTier: (press) => overrideTier(deps, press),
    useBenefit: (press) => useBenefit(deps, press),
  };
}
