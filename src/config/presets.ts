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

/** One of the policies that come with Aftercare. */
export function loadPreset(name: PresetName): Policy {
  const reading = parsePolicy(
    readFileSync(new URL(`./presets/${name}.yaml`, import.meta.url), "utf8"),
  );
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
  const document = parseDocument(yaml, { logLevel: "silent" });
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = error.message;
    return refused("not_yaml", `the document is no YAML: ${reason}`, { reason });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
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
