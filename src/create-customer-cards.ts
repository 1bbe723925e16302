import type { Router } from "express";
import type { CustomerRoutesOptions } from "./adapters/http/card-customer-routes.ts";
import { createCustomerCardRoutes } from "./adapters/http/card-customer-routes.ts";
import type { PortalLoad } from "./adapters/http/portal-load.ts";
import type { RememberOfPortal } from "./app/portals/remember-of-portal.ts";
import { customerCardUseCases } from "./app/tiering/customer-card-use-cases.ts";
import { customerUseCases } from "./app/tiering/customer-use-cases.ts";
import { visitUseCases } from "./app/visits/visit-use-cases.ts";

type Deps = Parameters<typeof visitUseCases>[0] &
  Parameters<typeof customerCardUseCases>[0] &
  Parameters<typeof customerUseCases>[0] &
  Pick<CustomerRoutesOptions, "verify" | "timeSource" | "logger" | "within"> & {
    readonly load: PortalLoad;
  };

/** The routes of the cards on contacts and companies. They remember portals as the cards of tickets do. */
export function createCustomerCards(deps: Deps, remember: RememberOfPortal): Router {
  const { verify, timeSource, logger, load, within } = deps;
  return createCustomerCardRoutes({
    verify,
    timeSource,
    logger,
    load,
    within,
    ...customerCardUseCases(deps, remember),
    ...customerUseCases(deps),
    ...visitUseCases(deps),
  });
}
