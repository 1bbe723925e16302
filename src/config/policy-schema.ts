import { z } from "zod";
import { Policy } from "../domain/governance/policy.ts";

/** For editors that complete and check policies; `npm run docs` writes it. */
export function renderPolicySchema(): string {
  const schema = z.toJSONSchema(Policy, { io: "input", unrepresentable: "any" });
  const title = "A policy of Aftercare";
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
