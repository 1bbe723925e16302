import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildSingleExtension } from "@hubspot/ui-extensions-dev-server/build";
import { build } from "esbuild";

/** Entry files of the cards, without their extension; each becomes one bundle of that name. */
export const CARD_ENTRIES = [
  "TicketCard",
  "TicketHelpdeskCard",
  "CustomerCard",
  "CustomerFile",
  "SettingsPage",
  "HomePage",
] as const;

const CARDS_DIRECTORY = fileURLToPath(new URL("../cards/", import.meta.url));
const PAGE_DIRECTORY = fileURLToPath(new URL("./page/", import.meta.url));

/**
 * Builds the cards with HubSpot's own builder, so that the sandbox runs what an upload would run, and
 * the page and the card worker with esbuild. Whatever was in `outputDirectory` is gone afterwards.
 */
export async function buildSandbox(outputDirectory: string): Promise<void> {
  await rm(outputDirectory, { recursive: true, force: true });
  await mkdir(outputDirectory, { recursive: true });
  await Promise.all([
    buildCards(`${outputDirectory}/cards`),
    buildPage(`${outputDirectory}/page`),
    buildWorker(`${outputDirectory}/worker`),
  ]);
}

async function buildCards(outputDirectory: string): Promise<void> {
  await mkdir(outputDirectory, { recursive: true });
  // One after the other: HubSpot's builder keeps state between the steps of a build.
  for (const entry of CARD_ENTRIES) {
    const file = `${CARDS_DIRECTORY}${entry}.tsx`;
    await buildCard(file, { root: CARDS_DIRECTORY, outputDirectory });
  }
  await removeManifests(outputDirectory);
}

/** One bundle, named as its entry file is, by HubSpot's builder; it should need nothing outside of `root`. */
export async function buildCard(
  file: string,
  { root, outputDirectory }: { readonly root: string; readonly outputDirectory: string },
): Promise<void> {
  await buildSingleExtension({
    file,
    outputDir: outputDirectory,
    root,
    emptyOutDir: false,
    minify: false,
    logLevel: "warn",
    codeCheckingPluginEnabled: true,
  });
}

/** HubSpot's builder writes a manifest beside each bundle that contains paths of this machine. */
async function removeManifests(directory: string): Promise<void> {
  const files = await readdir(directory);
  const manifests = files.filter((file) => file.endsWith("manifest.json"));
  await Promise.all(manifests.map((file) => rm(`${directory}/${file}`)));
}

async function buildPage(outputDirectory: string): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: { main: `${PAGE_DIRECTORY}main.tsx` },
    outdir: outputDirectory,
    format: "esm",
  });
  await copyFile(`${PAGE_DIRECTORY}index.html`, `${outputDirectory}/index.html`);
}

/** A classic worker, because a card is loaded into it with `importScripts`. */
async function buildWorker(outputDirectory: string): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: { runtime: `${PAGE_DIRECTORY}host/worker-runtime.tsx` },
    outdir: outputDirectory,
    format: "iife",
  });
}

const COMMON = {
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  minify: true,
  target: "es2022",
  jsx: "automatic",
  logLevel: "warning",
} as const;
