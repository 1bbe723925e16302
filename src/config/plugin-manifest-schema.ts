import { z } from "zod";
import { PluginManifest } from "./plugin-manifest.ts";

/** For editors that complete and check `plugin-manifest.json`; `npm run docs` writes it. */
export function renderPluginManifestSchema(): string {
  const schema = z.toJSONSchema(PluginManifest, { io: "input", unrepresentable: "any" });
  const title = "What Aftercare asks HubSpot and Slack for";
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
