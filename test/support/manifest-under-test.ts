import { z } from "zod";
import type { Sources } from "../../src/config/project/card-sources.ts";
import { makeProject, type ProjectMaking } from "../../src/config/project/make-project.ts";
import type { ProjectOptions } from "../../src/config/project/project-options.ts";
import { codeFacts } from "../../src/hubspot-project-facts.ts";
import { readSources } from "../../src/hubspot-project-folder.ts";
import { readRepositoryFile, repositoryRoot } from "./source-files.ts";

export const BASE_URL = "https://aftercare.test";

/** As loose as JSON is: mistakes are made in it. */
export type Document = { [key: string]: z.core.util.JSONType };
const Json: z.ZodType<Document> = z.record(z.string(), z.json());

/** A manifest that may be spoiled: each call gives one of its own. */
export function manifestDocument(): Document {
  return Json.parse(JSON.parse(readRepositoryFile("plugin-manifest.json")));
}

export const sources: Sources = readSources(repositoryRoot);
export const facts = codeFacts();

export const PRIVATE: ProjectOptions = {
  baseUrl: BASE_URL,
  distribution: "private",
  auth: "oauth",
  mayBeLocal: false,
};

export function make(
  document: unknown = manifestDocument(),
  more: Partial<ProjectOptions> & { readonly sources?: Sources } = {},
): ProjectMaking {
  const { sources: given = sources, ...options } = more;
  return makeProject(document, { ...PRIVATE, ...options }, { sources: given, facts });
}

/** A copy in which what lies at the dotted path is something else; `undefined` takes it away. */
export function changed(path: string, to: z.core.util.JSONType | undefined): Document {
  const document = manifestDocument();
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let place: unknown = document;
  for (const key of keys) place = Reflect.get(Object(place), key);
  if (typeof place !== "object" || place === null) throw new Error(`there is no ${path}`);
  if (to === undefined) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, to);
  return document;
}

/** A copy in which the list at the dotted path has one more at its end. */
export function lengthened(path: string, by: z.core.util.JSONType): Document {
  let list: unknown = manifestDocument();
  for (const key of path.split(".")) list = Reflect.get(Object(list), key);
  if (!Array.isArray(list)) throw new Error(`${path} is no list`);
  return changed(path, z.array(z.json()).parse([...list, by]));
}

/** A copy in which the list at the dotted path lacks those that a predicate names. */
export function shortened(path: string, drop: (text: string) => boolean): Document {
  let list: unknown = manifestDocument();
  for (const key of path.split(".")) list = Reflect.get(Object(list), key);
  const left = z.array(z.json()).parse(list);
  return changed(
    path,
    left.filter((one) => !drop(JSON.stringify(one))),
  );
}
