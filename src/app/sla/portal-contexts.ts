import type { PolicyVersion } from "../../domain/governance/policy.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Circumstances } from "../../domain/sla/stretches.ts";
import type { Ticket } from "../../domain/sla/ticket.ts";
import { createCalendars } from "../../domain/time/business-time.ts";
import type { Portal, Store } from "../../ports/store.ts";

/** Compiled policies kept at most; the one used longest ago goes first. */
const COMPILED_LIMIT = 500;

/** What every decision for a portal needs: who it is, its rules of any version, its closed stages. */
export type PortalContext = {
  readonly portal: Portal;
  readonly current: Rules;
  /** Stages of any pipeline in which a ticket is over. */
  readonly closedStages: ReadonlySet<string>;
  rulesOf(version: number): Promise<Rules>;
  /** What a ticket that was taken on under `firstVersion` is decided by at `now`. */
  circumstances(ticket: Ticket, firstVersion: number, now: number): Promise<Circumstances>;
};

export type PortalContexts = (portalId: string) => Promise<PortalContext | null>;

/** Null for a portal that is not connected or has no policy. */
export function createPortalContexts(store: Pick<Store, "portals">): PortalContexts {
  const compiled = new Map<string, Rules>();

  function compile(portalId: string, { version, policy }: PolicyVersion): Rules {
    const key = `${portalId}:${version}`;
    const known = compiled.get(key);
    if (known !== undefined) {
      compiled.delete(key);
      compiled.set(key, known);
      return known;
    }
    const rules = { version, policy, calendars: createCalendars(policy.calendars) };
    compiled.set(key, rules);
    const [oldest] = compiled.keys();
    if (compiled.size > COMPILED_LIMIT && oldest !== undefined) compiled.delete(oldest);
    return rules;
  }

  async function rulesOf(portalId: string, version: number): Promise<Rules> {
    const known = compiled.get(`${portalId}:${version}`);
    if (known !== undefined) return known;
    const found = await store.portals.policy(portalId, version);
    invariant(found !== null, `policy version ${version} of a ticket is kept`);
    return compile(portalId, found);
  }

  return async (portalId) => {
    const portal = await store.portals.find(portalId);
    if (portal === null || portal.state !== "connected") return null;
    const policy = await store.portals.currentPolicy(portalId);
    if (policy === null) return null;
    const pipelines = await store.portals.pipelines(portalId);
    const closedStages = new Set(
      pipelines.flatMap((pipeline) =>
        pipeline.stages.filter((stage) => stage.isClosed).map((stage) => stage.stageId),
      ),
    );
    return {
      portal,
      current: compile(portalId, policy),
      closedStages,
      rulesOf: (version) => rulesOf(portalId, version),
      circumstances: async (ticket, firstVersion, now) => {
        const versions = [firstVersion, ...ticket.policies.map((applied) => applied.version)];
        const rules = new Map<number, Rules>();
        for (const version of versions) rules.set(version, await rulesOf(portalId, version));
        return { firstVersion, rulesOf: (version) => known(rules, version), closedStages, now };
      },
    };
  };
}

/** The same portal as if these rules governed whoever takes up their version, stored or not. */
export function contextUnder(context: PortalContext, rules: Rules): PortalContext {
  const { version } = rules;
  return {
    ...context,
    current: rules,
    rulesOf: async (asked) => (asked === version ? rules : context.rulesOf(asked)),
    circumstances: async (ticket, firstVersion, now) => {
      const others = ticket.policies.filter((applied) => applied.version !== version);
      const known = await context.circumstances({ ...ticket, policies: others }, firstVersion, now);
      return { ...known, rulesOf: (asked) => (asked === version ? rules : known.rulesOf(asked)) };
    },
  };
}

function known(rules: ReadonlyMap<number, Rules>, version: number): Rules {
  const found = rules.get(version);
  invariant(found !== undefined, `the rules of version ${version} were read for this ticket`);
  return found;
}
