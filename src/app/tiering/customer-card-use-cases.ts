import type { PortalContexts } from "../sla/portal-contexts.ts";
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

/** `recent` may show a portal as it was a moment ago; what writes never goes by it. */
export function customerCardUseCases(
  deps: CustomerDeps & RefreshDeps,
  recent: PortalContexts,
): CustomerCardUseCases {
  const reading = { ...deps, contexts: recent };
  return {
    readCustomerCard: (portalId, question) => readCustomerCard(reading, portalId, question),
    readCustomerFile: (portalId, question) => readCustomerFile(reading, portalId, question),
    refreshActivities: (portalId, question) => refreshActivities(deps, portalId, question),
  };
}
