import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import type { PolicyProblem } from "../domain/governance/lint-problem.ts";
import type { Policy } from "../domain/governance/policy.ts";
import { type PolicyReading, readPolicy } from "../domain/governance/read-policy.ts";
import { invariant } from "../domain/invariant.ts";

/** Each is a file in `presets/`: the one a portal gets unless it chooses, then one for each trade. */
export const PRESET_NAMES = [
  "after-sales",
  "standard-company",
  "field-service",
  "device-repair",
  "telecom-operator",
  "software",
  "manufacturing",
  "general",
] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** Longest policy document in characters; a real one has some thousands. */
const MAX_POLICY_LENGTH = 1_000_000;
/** Aliases that a document may expand to, so that a small one cannot grow without end. */
const MAX_ALIASES = 100;
/** Groups within groups; a real document has some five. */
const MAX_DEPTH = 100;
/** As many lists within lists on one line. */
const DEEP_LINE = /(?:[-?] ){100}/;
/** One bracket too few makes an error of every line that follows. */
const MAX_YAML_ERRORS = 20;

/** As it is written, with its comments; null for a name that is none. */
export function presetText(name: string): string | null {
  const known = PRESET_NAMES.find((one) => one === name);
  return known === undefined
    ? null
    : readFileSync(new URL(`./presets/${known}.yaml`, import.meta.url), "utf8");
}

/** One of the policies that come with Aftercare. */
export function loadPreset(name: PresetName): Policy {
  const reading = parsePolicy(presetText(name) ?? "");
  invariant(reading.ok, `the preset "${name}" has no problems`);
  return reading.policy;
}

/** Reads a policy document that people wrote in YAML. */
export function parsePolicy(yaml: string): PolicyReading {
  if (yaml.length > MAX_POLICY_LENGTH) {
    const found = `the document has ${yaml.length} characters`;
    return refused("document_too_large", `${found}: expected at most ${MAX_POLICY_LENGTH}`, {
      length: yaml.length,
      most: MAX_POLICY_LENGTH,
    });
  }
  if (isTooDeep(yaml)) {
    const message = `the document has groups within groups: expected at most ${MAX_DEPTH}`;
    return refused("document_too_deep", message, { most: MAX_DEPTH });
  }
  let value: unknown;
  try {
    const document = parseDocument(yaml, { logLevel: "silent" });
    const errors = document.errors.slice(0, MAX_YAML_ERRORS);
    if (errors.length > 0) {
      return { ok: false, problems: errors.map(({ message }) => notYaml(message)) };
    }
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // Also of groups within groups without end, which the reader has no limit for.
    const reason = String(error);
    return refused("not_yaml", `the document cannot be expanded: ${reason}`, { reason });
  }
  return readPolicy(value);
}

function refused(
  code: PolicyProblem["code"],
  message: string,
  params: PolicyProblem["params"],
): PolicyReading {
  return { ok: false, problems: [{ code, path: "", params, message }] };
}

function notYaml(reason: string): PolicyProblem {
  return {
    code: "not_yaml",
    path: "",
    params: { reason },
    message: `the document is no YAML: ${reason}`,
  };
}

/** A cheap look, as the reader takes minutes over thousands of brackets that nobody closed. */
function isTooDeep(yaml: string): boolean {
  let depth = 0;
  for (const [bracket] of yaml.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === "[" || bracket === "{" ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return DEEP_LINE.test(yaml);
}
