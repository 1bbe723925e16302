import type { Finding } from "../../src/app/doctor/finding.ts";

/** What was found, without the lines that all is well; `store_slow warn`. */
export function troubles(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ state }) => state !== "ok")
    .map(({ code, state }) => `${code} ${state}`);
}
