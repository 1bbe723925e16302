import type { Router } from "express";
import type { CustomerRoutesOptions } from "./adapters/http/card-customer-routes.ts";
import { createCustomerCardRoutes } from "./adapters/http/card-customer-routes.ts";
import type { PortalContexts } from "./app/sla/portal-contexts.ts";
import { customerCardUseCases } from "./app/tiering/customer-card-use-cases.ts";
import { customerUseCases } from "./app/tiering/customer-use-cases.ts";

type Deps = Parameters<typeof customerCardUseCases>[0] &
  Parameters<typeof customerUseCases>[0] &
  Pick<CustomerRoutesOptions, "verify" | "timeSource" | "logger">;

/** The routes of the cards on contacts and companies. `recent` as the cards of tickets have it. */
export function createCustomerCards(deps: Deps, recent: PortalContexts): Router {
  const { verify, timeSource, logger } = deps;
  return createCustomerCardRoutes({
    verify,
    timeSource,
    logger,
    ...customerCardUseCases(deps, recent),
    ...customerUseCases(deps),
  });
}
