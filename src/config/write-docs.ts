import { writeFileSync } from "node:fs";
import { renderPolicyProblems } from "../messages/policy-problem-docs.ts";
import { renderPluginManifestSchema } from "./plugin-manifest-schema.ts";
import { renderPolicySchema } from "./policy-schema.ts";
import { renderConfiguration, renderEnvExample, renderSettingsSchema } from "./settings-docs.ts";

/** Run by `npm run docs`; a test fails when what it writes is out of date. */
const root = new URL("../../", import.meta.url);
writeFileSync(new URL("docs/configuration.md", root), renderConfiguration());
writeFileSync(new URL("docs/settings.schema.json", root), renderSettingsSchema());
writeFileSync(new URL("docs/policy.schema.json", root), renderPolicySchema());
writeFileSync(new URL("docs/plugin-manifest.schema.json", root), renderPluginManifestSchema());
writeFileSync(new URL(".env.example", root), renderEnvExample());
writeFileSync(new URL("docs/policy-problems.md", root), renderPolicyProblems());
