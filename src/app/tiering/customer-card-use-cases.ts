import type { RememberOfPortal } from "../portals/remember-of-portal.ts";
import type { CustomerFileView } from "./customer-file-view.ts";
import type { CustomerView } from "./customer-view.ts";
import {
  type CustomerDeps,
  type CustomerQuestion,
  readCustomerCard,
} from "./read-customer-card.ts";
import { type FileQuestion, readCustomerFile } from "./read-customer-file.ts";
import {
  type RefreshDeps,
  type RefreshOutcome,
  type RefreshQuestion,
  refreshActivities,
} from "./refresh-activities.ts";

/** What the cards of a customer ask for. Of a portal that is not connected the questions give null. */
export type CustomerCardUseCases = {
  readCustomerCard(portalId: string, question: CustomerQuestion): Promise<CustomerView | null>;
  readCustomerFile(portalId: string, question: FileQuestion): Promise<CustomerFileView | null>;
  refreshActivities(portalId: string, question: RefreshQuestion): Promise<RefreshOutcome>;
};

/** What reads may show a portal as it was a moment ago; what writes never goes by that. */
export function customerCardUseCases(
  deps: CustomerDeps & RefreshDeps,
  remember: RememberOfPortal,
): CustomerCardUseCases {
  const reading = readingOf(deps, remember);
  return {
    readCustomerCard: (portalId, question) => readCustomerCard(reading, portalId, question),
    readCustomerFile: (portalId, question) => readCustomerFile(reading, portalId, question),
    refreshActivities: (portalId, question) => refreshActivities(deps, portalId, question),
  };
}

/** Owners may be a thousand, and no card shows more than a few of them. */
function readingOf(deps: CustomerDeps, remember: RememberOfPortal): CustomerDeps {
  const { store } = deps;
  return {
    ...deps,
    contexts: remember(deps.contexts),
    store: {
      ...store,
      portals: { ...store.portals, owners: remember((portalId) => store.portals.owners(portalId)) },
      tiers: { ...store.tiers, cuts: remember((portalId) => store.tiers.cuts(portalId)) },
      roles: { ...store.roles, list: remember((portalId) => store.roles.list(portalId)) },
    },
  };
}
