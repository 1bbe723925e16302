import { z } from "zod";
import type { Sources } from "./card-sources.ts";

const Packages = z.looseObject({
  version: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/** Editors need them for the types; a bundle has nothing of them. */
const TYPES_OF_REACT = "@types/react";
const TYPES_OF_CONTRACT = "zod";

/** `package.json` of one folder of extensions: HubSpot installs from it before it builds. */
export function extensionPackage(folder: string, sources: Sources) {
  const cards = packagesIn("cards/package.json", sources);
  const server = packagesIn("package.json", sources);
  const pinned = (name: string) => cards.devDependencies[name] ?? server.dependencies[name];
  const types = [TYPES_OF_REACT, TYPES_OF_CONTRACT].flatMap((name) => {
    const version = pinned(name);
    return version === undefined ? [] : [[name, version] as const];
  });
  return {
    name: `aftercare-${folder.replace(/^app\//, "")}`,
    version: cards.version,
    license: cards.license,
    private: true,
    type: "module",
    dependencies: cards.dependencies,
    devDependencies: Object.fromEntries(types),
  };
}

/** That of `cards/`, for all files beside it: HubSpot's bundler reads how JSX is meant from it. */
export function extensionTsconfig(sources: Sources): string {
  const text = sources.get("cards/tsconfig.json") ?? "";
  return text.replace(/"include": \[[^\]]*\]/, '"include": ["**/*.ts", "**/*.tsx"]');
}

function packagesIn(path: string, sources: Sources) {
  return Packages.parse(JSON.parse(sources.get(path) ?? "{}"));
}
