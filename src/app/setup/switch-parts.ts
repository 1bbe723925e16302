import { isOn, type Part, switched } from "../../domain/governance/mode.ts";
import type { Crm } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Portal } from "../../ports/store.ts";
import { askRight } from "../governance/ask-right.ts";
import type { Asked } from "../governance/policy-deps.ts";
import { changePortal, type PortalChange, type PortalDeps } from "./change-portal.ts";

export type PartSwitch =
  | PortalChange
  /** HubSpot could not be prepared, so nothing was switched. */
  | { readonly ok: false; readonly reason: "crm_failed"; readonly why: string };

/**
 * Switches parts of a portal on, or off; the others stay as they are. Before one is on the CRM gets the
 * own properties that will be written. What waited goes out within a quarter of an hour, and what is true
 * by then is told by `catchUp`. Told twice it is done once.
 */
export async function switchParts(
  deps: PortalDeps & { readonly crm: Pick<Crm, "provision"> },
  asked: Asked & { readonly parts: readonly Part[]; readonly isOn: boolean },
): Promise<PartSwitch> {
  const { portalId, parts } = asked;
  const right = await askRight(deps, asked, "switch_mode");
  if (!right.ok) return right;
  const present = await deps.store.portals.find(portalId);
  const isToPrepare =
    asked.isOn && present?.state === "connected" && offAmong(present, parts).length > 0;
  const trouble = isToPrepare ? await provision(deps, portalId) : null;
  if (trouble !== null) return { ok: false, reason: "crm_failed", why: trouble };
  return changePortal(deps, asked, {
    right: "switch_mode",
    auditAs: "mode_switched",
    change: (portal, now) => ({
      mode: switched(portal.mode, parts, asked.isOn),
      switchedOn: {
        ...portal.switchedOn,
        ...(asked.isOn && Object.fromEntries(offAmong(portal, parts).map((part) => [part, now]))),
      },
    }),
  });
}

function offAmong({ mode }: Portal, parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => !isOn(mode, part));
}

/** Harmless to repeat, and before anything is switched; says what went wrong. */
async function provision(
  { crm }: { readonly crm: Pick<Crm, "provision"> },
  portalId: string,
): Promise<string | null> {
  try {
    await crm.provision(portalId);
    return null;
  } catch (error) {
    if (error instanceof PluginError) return error.code;
    throw error;
  }
}
