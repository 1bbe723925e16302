import type { Crm } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PortalGrants } from "../../ports/portal-grants.ts";

const DEALS = "crm.objects.deals.read";
const SUBMISSIONS = "crm.objects.feedback_submissions.read";

/**
 * The same CRM, which is not asked for what an account is known not to have granted: HubSpot counts
 * refused calls against the app. Of an account whose grants nobody knows it is asked, and says so itself.
 */
export function grantedCrm(crm: Crm, grants: Pick<PortalGrants, "find">): Crm {
  async function ask(portalId: string, scope: string): Promise<void> {
    const grant = await grants.find(portalId);
    if (grant === null || grant.scopes.includes(scope)) return;
    throw new PluginError("crm_missing_scope", `portal ${portalId} has not granted ${scope}`);
  }
  return {
    ...crm,
    readDeals: async (portalId, dealIds, productProperty) => {
      await ask(portalId, DEALS);
      return crm.readDeals(portalId, dealIds, productProperty);
    },
    readDealIds: async (portalId, kind, ids) => {
      await ask(portalId, DEALS);
      return crm.readDealIds(portalId, kind, ids);
    },
    readDealCustomers: async (portalId, dealIds) => {
      await ask(portalId, DEALS);
      return crm.readDealCustomers(portalId, dealIds);
    },
    readChanged: async (portalId, object, wish) => {
      if (object === "deal") await ask(portalId, DEALS);
      return crm.readChanged(portalId, object, wish);
    },
    readDealStages: async (portalId) => {
      await ask(portalId, DEALS);
      return crm.readDealStages(portalId);
    },
    readSubmissions: async (portalId, wanted) => {
      await ask(portalId, SUBMISSIONS);
      return crm.readSubmissions(portalId, wanted);
    },
  };
}
