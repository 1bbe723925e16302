/**
 * Who may import whom: CONTRIBUTING.md has the same as a table. One rule a row, named for what it
 * protects; its comment says what to do instead. Paths are relative to the folder that is cruised,
 * so `test/architecture.test.ts` can run the same rules over a small tree that breaks each of them.
 */

/** The packages that one folder may import; types of a package count as the package. */
function packages(...names) {
  return `node_modules/(@types/)?(${names.join("|")})/`;
}

/** The packages of one adapter; everything else stays behind another adapter. */
function adapterBrings(folder, { name, brings }) {
  return {
    name,
    comment: `adapters/${folder} brings ${brings.join(", ")}. Another package belongs behind another adapter.`,
    severity: "error",
    from: { path: `^src/adapters/${folder}/` },
    to: { path: "node_modules/", pathNot: packages(...brings) },
  };
}

/** Everything that is ours and could be imported. */
const ours = "^(src|webhooks|cards|sandbox|bench|test)/";

/** What adapters and `webhooks` share by right. */
const inward = "^src/(app|ports|domain|contract|messages)/";

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const forbidden = [
  {
    name: "domain-is-the-centre",
    comment:
      "domain imports domain and zod only. Pass what it needs as an argument, or put the call into app.",
    severity: "error",
    from: { path: "^src/domain/" },
    to: { pathNot: ["^src/domain/", packages("zod", "temporal-polyfill")] },
  },
  {
    name: "zones-belong-to-domain-time",
    comment: "Zone arithmetic lives in domain/time alone. Add a function there and call it.",
    severity: "error",
    from: { pathNot: "^src/domain/time/" },
    to: { path: packages("temporal-polyfill") },
  },
  {
    name: "domain-areas-stay-apart",
    comment:
      "Two areas of domain import each other. Move what they share into the more basic of the two.",
    severity: "error",
    scope: "folder",
    from: { path: "^src/domain/[^/]+$" },
    to: { path: "^src/domain/[^/]+$", circular: true },
  },
  {
    name: "ports-speak-domain",
    comment:
      "A port imports ports, domain and zod only. Say it in domain's words; the adapter translates.",
    severity: "error",
    from: { path: "^src/ports/" },
    to: { pathNot: ["^src/(ports|domain)/", packages("zod")] },
  },
  {
    name: "contract-is-plain-json",
    comment:
      "contract imports contract, domain and zod only: cards read it and run far from the server.",
    severity: "error",
    from: { path: "^src/contract/" },
    to: { pathNot: ["^src/(contract|domain)/", packages("zod")] },
  },
  {
    name: "config-only-describes",
    comment:
      "config imports config, domain and zod only, and path/posix. Reading files and the environment is main.ts's work; only presets.ts and gradings.ts read what lies beside them, write-docs.ts writes the reference and write-slack-manifest.ts prints Slack's manifest.",
    severity: "error",
    from: {
      path: "^src/config/",
      pathNot: "^src/config/(presets|gradings|write-docs|write-slack-manifest)\\.ts$",
    },
    // Paths with slashes are texts: reading one touches no disk.
    to: { pathNot: ["^src/(config|domain)/", packages("zod"), "^path/posix$"] },
  },
  {
    name: "messages-are-only-words",
    comment:
      "messages imports its catalogues and i18next only. Whoever shows a text passes the values in.",
    severity: "error",
    from: { path: "^src/messages/" },
    to: { pathNot: ["^src/messages/", packages("i18next")] },
  },
  {
    name: "app-knows-only-ports",
    comment:
      "app imports app, ports and domain, and no package. Add what you need to a port; an adapter does it.",
    severity: "error",
    from: { path: "^src/app/" },
    to: { pathNot: "^src/(app|ports|domain)/" },
  },
  {
    name: "adapters-are-strangers",
    comment: "One adapter reached into another. Move what they share to a port or to domain.",
    severity: "error",
    from: { path: "^src/adapters/([^/]+)/" },
    to: { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
  },
  {
    name: "adapters-look-inward",
    comment:
      "An adapter imports its own folder, app, ports, domain, contract and messages. Settings and everything else come as arguments from plugin.ts.",
    severity: "error",
    from: { path: "^src/adapters/([^/]+)/" },
    to: { path: ours, pathNot: ["^src/adapters/", inward] },
  },
  {
    name: "webhooks-look-inward",
    comment:
      "webhooks imports its own folder, app, ports, domain, contract and messages. Settings and everything else come as arguments from plugin.ts.",
    severity: "error",
    from: { path: "^webhooks/" },
    to: { path: ours, pathNot: ["^webhooks/", inward] },
  },
  adapterBrings("hubspot", {
    name: "hubspot-package-in-its-adapter",
    brings: ["@hubspot/api-client", "p-queue", "zod"],
  }),
  adapterBrings("slack", {
    name: "slack-package-in-its-adapter",
    // Bolt is mounted in express.
    brings: ["@slack/[^/]+", "express", "zod"],
  }),
  adapterBrings("postgres", {
    name: "database-packages-in-their-adapter",
    brings: ["pg", "@electric-sql/pglite", "kysely", "pg-boss", "zod"],
  }),
  adapterBrings("http", {
    name: "http-packages-in-their-adapter",
    brings: ["express", "helmet", "prom-client", "zod"],
  }),
  adapterBrings("cron", {
    name: "cron-packages-in-their-adapter",
    brings: ["node-cron", "pg-boss", "zod"],
  }),
  adapterBrings("system", {
    name: "system-packages-in-their-adapter",
    brings: ["pino", "prom-client", "zod"],
  }),
  adapterBrings("holidays", {
    name: "holidays-packages-in-their-adapter",
    brings: ["date-holidays", "chinese-days", "tyme4ts", "zod"],
  }),
  adapterBrings("files", {
    name: "files-packages-in-their-adapter",
    brings: ["yaml", "zod"],
  }),
  adapterBrings("cli", { name: "cli-brings-zod-only", brings: ["zod"] }),
  {
    name: "webhooks-bring-express-only",
    comment: "webhooks brings express and zod. HubSpot's other calls belong to adapters/hubspot.",
    severity: "error",
    from: { path: "^webhooks/" },
    to: { path: "node_modules/", pathNot: packages("express", "zod") },
  },
  {
    name: "cards-see-only-the-contract",
    comment:
      "A card imports cards and the types of src/contract. Let the server put what is missing into the contract.",
    severity: "error",
    from: { path: "^cards/" },
    to: { path: ours, pathNot: ["^cards/", "^src/contract/"] },
  },
  {
    name: "cards-take-types-only",
    comment:
      "HubSpot builds cards/ alone: code of src/contract would be missing there. Write `import type`.",
    severity: "error",
    from: { path: "^cards/" },
    to: { path: "^src/contract/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "cards-bring-hubspot-and-react-only",
    comment:
      "HubSpot's card runtime has react and @hubspot/ui-extensions, nothing of Node. Do it on the server.",
    severity: "error",
    from: { path: "^cards/.*\\.tsx?$" },
    to: { pathNot: [ours, packages("react", "@hubspot/ui-extensions")] },
  },
  {
    name: "product-without-sandbox",
    comment: "The sandbox is not there in production. Move what both need to src/.",
    severity: "error",
    from: { path: "^(src|webhooks|cards)/" },
    to: { path: "^sandbox/" },
  },
  {
    name: "product-without-bench",
    comment: "The bench measures the product from outside. Move what both need to src/.",
    severity: "error",
    from: { path: "^(src|webhooks|cards|sandbox)/" },
    to: { path: "^bench/" },
  },
  {
    name: "nothing-imports-tests",
    comment: "Tests see the product, never the other way. Move what both need to src/ or sandbox/.",
    severity: "error",
    from: { pathNot: "^test/" },
    to: { path: "^test/" },
  },
  {
    name: "product-without-dev-packages",
    comment: "`npm ci --omit=dev` would not install this. Make it a dependency, or do without.",
    severity: "error",
    from: { path: "^(src|webhooks)/" },
    to: {
      path: "node_modules/",
      pathNot: "node_modules/@types/",
      dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "imports-lead-somewhere",
    comment: "This import leads nowhere. Mend the path or install the package.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "no-cycles",
    comment:
      "These files need each other when they are loaded. Move what both need into a third file, or import only its type.",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "no-drawers",
    comment:
      "utils, helpers, common and types say nothing. Name the file after the one concept it holds.",
    severity: "error",
    from: { path: ours },
    to: {
      path: "(^|/)(utils|util|helpers|helper|common|types)(/|[.]tsx?$)",
      pathNot: "node_modules/",
      dependencyTypesNot: ["core"],
    },
  },
  {
    name: "two-levels-under-src",
    comment: "src/ has two levels of folders, never three. Name the file longer or split the area.",
    severity: "error",
    from: { path: ours },
    to: { path: "^src/[^/]+/[^/]+/[^/]+/" },
  },
  {
    name: "names-are-kebab-case",
    comment:
      "Files are kebab-case; React components in cards/ and sandbox/page/ are PascalCase.tsx.",
    severity: "error",
    from: { path: ours },
    to: {
      path: `${ours}.*[^a-z0-9./-]`,
      pathNot: "^(cards|sandbox/page)/[a-z0-9/-]*[A-Z][A-Za-z0-9]*[.]tsx$",
    },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^sandbox/dist/" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    moduleSystems: ["es6", "cjs"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".cjs", ".mjs", ".json", ".d.ts"],
    },
  },
};
