import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { loadPreset } from "../../src/config/presets.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { readPolicy } from "../../src/domain/governance/read-policy.ts";
import { invariant } from "../../src/domain/invariant.ts";

/** The promises of the first preset, kept by the departments of the demo, for customers graded as the demo does. */
export function policyOfDemo(overriddenBy: string): Policy {
  const own = ["demo-departments", "demo-tiering"].map((name) =>
    parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), "utf8")),
  );
  const reading = readPolicy({
    ...loadPreset("after-sales"),
    ...Object.assign({}, ...own),
    overriddenBy: [overriddenBy],
  });
  invariant(reading.ok, "the policy of the demo has no problems");
  return reading.policy;
}

/** As it was before somebody asked for fewer lists of new cases; promises were the same. */
export function firstPolicyOfDemo(policy: Policy): Policy {
  return { ...policy, storm: { ...policy.storm, moreThan: policy.storm.moreThan + 5 } };
}
