import type { PluginManifest } from "../plugin-manifest.ts";
import type { CodeFacts, ScopeUse } from "./code-facts.ts";
import type { ProjectProblem } from "./project-problem.ts";

/** Whoever is told about records of a kind must be allowed to read them. */
const SCOPE_OF_EVENTS: Readonly<Record<string, string>> = {
  ticket: "tickets",
  contact: "crm.objects.contacts.read",
  company: "crm.objects.companies.read",
  deal: "crm.objects.deals.read",
  task: "crm.objects.contacts.read",
  call: "crm.objects.contacts.read",
  meeting: "crm.objects.contacts.read",
  email: "crm.objects.contacts.read",
  communication: "crm.objects.contacts.read",
};

type Declared = {
  readonly scope: string;
  readonly isOptional: boolean;
  readonly path: string;
};

/** Scopes used and declared must be the same: a reviewer refuses one too many, HubSpot a call too many. */
export function checkScopes(
  { hubspot }: PluginManifest,
  { scopes }: CodeFacts,
): readonly ProjectProblem[] {
  const declared = [
    ...hubspot.requiredScopes.map(({ scope }, index) => declaredAt("requiredScopes", scope, index)),
    ...hubspot.optionalScopes.map(({ scope }, index) => declaredAt("optionalScopes", scope, index)),
  ];
  return [
    ...undeclared(declared, scopes),
    ...declared.flatMap((one) => declarationProblem(one, scopes)),
    ...hubspot.events.flatMap(({ object }, index) => eventProblem(declared, object, index)),
  ];
}

function declaredAt(
  list: "requiredScopes" | "optionalScopes",
  scope: string,
  index: number,
): Declared {
  return { scope, isOptional: list === "optionalScopes", path: `hubspot.${list}.${index}` };
}

function undeclared(
  declared: readonly Declared[],
  scopes: readonly ScopeUse[],
): readonly ProjectProblem[] {
  const known = new Set(declared.map(({ scope }) => scope));
  return [...Map.groupBy(scopes, ({ scope }) => scope)]
    .filter(([scope]) => !known.has(scope))
    .map(([scope, uses]) => ({
      code: "scope_undeclared",
      path: isNeeded(uses) ? "hubspot.requiredScopes" : "hubspot.optionalScopes",
      found: `there is no ${scope}`,
      expected: `it with its reason, as ${namesOf(uses)} need it`,
    }));
}

function declarationProblem(
  { scope, isOptional, path }: Declared,
  scopes: readonly ScopeUse[],
): readonly ProjectProblem[] {
  const uses = scopes.filter((one) => one.scope === scope);
  if (uses.length === 0) {
    return [
      {
        code: "scope_unused",
        path,
        found: `nothing uses ${scope}`,
        expected: "only scopes that are used, which is what a review of the app looks at first",
      },
    ];
  }
  if (isOptional && isNeeded(uses)) {
    return [
      {
        code: "scope_optional_only",
        path,
        found: `${scope} may be refused`,
        expected: `it among the required ones, as ${namesOf(uses)} cannot do without it`,
      },
    ];
  }
  return [];
}

function eventProblem(
  declared: readonly Declared[],
  object: string,
  index: number,
): readonly ProjectProblem[] {
  const scope = SCOPE_OF_EVENTS[object];
  if (scope === undefined || declared.some((one) => one.scope === scope)) return [];
  return [
    {
      code: "event_without_scope",
      path: `hubspot.events.${index}`,
      found: `events of a ${object} without ${scope}`,
      expected: "that scope among the required or optional ones, or no such events",
    },
  ];
}

function isNeeded(uses: readonly ScopeUse[]): boolean {
  return uses.some((use) => !use.isOptional);
}

function namesOf(uses: readonly ScopeUse[]): string {
  return [...new Set(uses.map(({ use }) => use))].join(", ");
}
