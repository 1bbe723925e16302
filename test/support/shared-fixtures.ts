import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { it } from "vitest";

/** Recorded and published payloads that lie beside the repository and are never committed. */
const FIXTURES_URL = new URL("../../../shared/fixtures/", import.meta.url);

const hasSharedFixtures = existsSync(fileURLToPath(FIXTURES_URL));

/** `it` that says so when the shared payloads are absent, and fails in CI, where they must be there. */
export const itWithFixtures = hasSharedFixtures || process.env["CI"] !== undefined ? it : it.skip;

export type SharedFixture = { readonly name: string; readonly content: unknown };

/** Every payload of `hubspot` or `slack` whose name begins with `prefix`; empty when they are absent. */
export function readSharedFixtures(
  service: "hubspot" | "slack",
  prefix: string,
): readonly SharedFixture[] {
  if (!hasSharedFixtures) return [];
  const folder = new URL(`${service}/`, FIXTURES_URL);
  return readdirSync(folder)
    .filter((file) => file.startsWith(prefix) && file.endsWith(".json"))
    .sort()
    .map((file) => ({
      name: file.slice(0, -".json".length),
      content: JSON.parse(readFileSync(new URL(file, folder), "utf8")),
    }));
}
