import { readFileSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { serverVariables } from "./env.ts";
import { PluginManifest } from "./plugin-manifest.ts";
import { slackManifest } from "./slack-manifest.ts";

/** Run by `npm run slack:manifest`: prints the manifest of the Slack app. */
const STDOUT = 1;
const STDERR = 2;
const MANIFEST = new URL("../../plugin-manifest.json", import.meta.url);

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { "base-url": { type: "string" } },
  strict: false,
});
const baseUrl = serverVariables.PUBLIC_BASE_URL.refine((url) => url.startsWith("https:")).safeParse(
  values["base-url"],
);
if (baseUrl.success) {
  const manifest = PluginManifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  writeSync(STDOUT, `${JSON.stringify(slackManifest(manifest, baseUrl.data), null, 2)}\n`);
} else {
  const found = values["base-url"] === undefined ? "is missing" : `is ${values["base-url"]}`;
  writeSync(STDERR, `--base-url ${found}: expected the https address that Slack calls\n`);
  process.exitCode = 2;
}
